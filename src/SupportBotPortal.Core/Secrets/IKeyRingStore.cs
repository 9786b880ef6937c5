using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Secrets;

/// <summary>Where the key ring's rows live. Called from several threads at once; every call is its own unit of work.</summary>
internal interface IKeyRingStore
{
    /// <summary>
    /// Reads everything afresh, nothing from a cache or a change tracker. Not asynchronous on purpose: opening a secret is
    /// not either, and it reads the ring again when it meets a kid it does not know.
    /// </summary>
    KeyRingContents Load();

    /// <summary>
    /// In one transaction: turns every active key into decrypt-only and adds this one. Adds nothing and answers
    /// <see langword="false"/> if the active key is no longer <paramref name="expectedActive"/> or the kid exists:
    /// another process was faster, and two portals must not both believe in their own first key.
    /// </summary>
    /// <param name="adoptedBy">Who asked for it, for the audit log; <see langword="null"/> for the portal's first key.</param>
    Task<bool> AddActiveAsync(SealingKey key, int? expectedActive, Actor? adoptedBy, CancellationToken ct);
}
