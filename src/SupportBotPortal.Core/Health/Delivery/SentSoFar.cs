namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>What came of earlier attempts to send a message.</summary>
/// <param name="Reached">Who has it.</param>
/// <param name="Refused">Who was refused for good.</param>
internal sealed record SentSoFar(IReadOnlyList<string> Reached, IReadOnlyList<string> Refused)
{
    public static SentSoFar Nothing { get; } = new([], []);

    /// <summary>Those of a channel, as it is now, to whom it is to be sent: its new ones, too.</summary>
    public IReadOnlyList<string> LeftOf(IEnumerable<string> recipients) => [.. recipients.Except([.. Reached, .. Refused], StringComparer.OrdinalIgnoreCase)];

    public int CountReached(IEnumerable<string> recipients) => recipients.Count(r => Reached.Contains(r, StringComparer.OrdinalIgnoreCase));

    public int CountRefused(IEnumerable<string> recipients) => recipients.Count(r => Refused.Contains(r, StringComparer.OrdinalIgnoreCase));
}
