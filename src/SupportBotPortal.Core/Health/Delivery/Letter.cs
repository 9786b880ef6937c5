namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>A mail to one person that is no alert.</summary>
/// <param name="To">A canonical address.</param>
/// <param name="Paragraphs">Plain text; an address of a page stands alone in one.</param>
public sealed record Letter(string To, string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>What is in it may be a secret.</summary>
    public override string ToString() => nameof(Letter);
}
