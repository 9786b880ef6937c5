namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>In what one speaker of OpenAI's protocol differs from another.</summary>
/// <param name="Name">Begins sentences about it, e.g. <c>OpenAI</c> or <c>The endpoint</c>.</param>
public sealed record Dialect(string Name)
{
    /// <summary>The field to begin with that limits the answer: <c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string TokenLimitField { get; init; } = ChatFields.MaxTokens;

    /// <summary>Whether a refusal of <see cref="TokenLimitField"/> makes the plugin try the other.</summary>
    public bool LearnsTokenLimitField { get; init; } = true;

    /// <summary>A host that is known to check keys on listing, so that nobody needs to try without.</summary>
    public string? HostThatChecksKeys { get; init; }

    /// <summary>Tried by a generating probe if nothing is listed.</summary>
    public IReadOnlyList<string> DefaultModels { get; init; } = [];

    /// <summary>Whether a model of this id can chat; <see langword="null"/> = unknown.</summary>
    public Func<string, bool?> CanChat { get; init; } = static _ => null;
}
