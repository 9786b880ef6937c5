using System.Collections.Frozen;

namespace SupportBotPortal.Core.Secrets;

/// <summary>The ring at one moment. Replaced as a whole, so that readers need no lock.</summary>
internal sealed record RingSnapshot(KeyRingStatus Status, Guid InstallationId, RingKey? Active, FrozenDictionary<int, RingKey> Keys)
{
    public static RingSnapshot Empty(string sentence) =>
        new(KeyRingStatus.Locked(sentence), Guid.Empty, null, FrozenDictionary<int, RingKey>.Empty);
}
