namespace SupportBotPortal.Core.Secrets;

/// <summary>Whether the key ring can seal and open.</summary>
/// <param name="IsReady"><see langword="false"/> is locked.</param>
/// <param name="Sentence">For people: why it is locked and what to do. Names files and key fingerprints, never a key.</param>
public sealed record KeyRingStatus(bool IsReady, string Sentence)
{
    internal static KeyRingStatus Ready { get; } = new(true, "Secrets can be sealed and opened.");

    internal static KeyRingStatus Locked(string sentence) => new(false, sentence);
}
