namespace SupportBotPortal.Core.Health.Board;

/// <summary>A link that was just made. Its token is known here, and nowhere else.</summary>
public sealed record MadeBoardLink(Guid Id, string Name, string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(MadeBoardLink)} {Id}";
}
