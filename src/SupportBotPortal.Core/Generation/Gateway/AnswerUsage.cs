namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What an answer cost, filled in while it comes.</summary>
internal sealed class AnswerUsage
{
    /// <summary>Tokens that were read; <see langword="null"/> = the provider does not say.</summary>
    public long? Input { get; set; }

    /// <summary>Tokens that were written.</summary>
    public long? Output { get; set; }
}
