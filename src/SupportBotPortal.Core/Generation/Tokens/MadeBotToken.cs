namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>A token that was just made. It is known here, and nowhere else.</summary>
public sealed record MadeBotToken(Guid Id, string Name, string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(MadeBotToken)} {Id}";
}
