namespace SupportBotPortal.Core.Usage.History;

/// <summary>A bot as usage knows it: by its token.</summary>
public sealed class UsingBot
{
    /// <summary>Small, because it stands in every row.</summary>
    public int Id { get; set; }

    public Guid TokenId { get; set; }

    /// <summary>When it last asked.</summary>
    public DateTime LastUsedAt { get; set; }
}
