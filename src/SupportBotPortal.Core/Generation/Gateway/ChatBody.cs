namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>A request for an answer: its bytes, and what the portal has to know of them.</summary>
internal sealed record ChatBody
{
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>In the order in which they stand there; each that the portal reads at most once.</summary>
    public required IReadOnlyList<ChatProperty> Properties { get; init; }

    /// <summary>What the bot asks for.</summary>
    public required string Model { get; init; }

    public bool IsStreamed { get; init; }

    /// <summary>Whether the stream is to end with what it cost.</summary>
    public bool WantsUsage { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    /// <summary>By whichever name.</summary>
    public int? MaximumOutputTokens { get; init; }

    public ReadOnlyMemory<byte> ValueOf(ChatProperty property) => Bytes[property.ValueStart..property.End];

    public ChatProperty? Find(ChatField field)
    {
        foreach (var property in Properties)
            if (property.Field == field) return property;
        return null;
    }
}
