namespace SupportBotPortal.Core.People.Tokens;

/// <summary>A token that was just made. It is known here, and nowhere else.</summary>
public sealed record MadeApiToken(string Name, string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(MadeApiToken)} {Name}";
}
