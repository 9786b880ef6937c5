namespace SupportBotPortal.Core.Secrets;

/// <summary>What <see cref="KeyRing.AdoptNewAsync"/> did or why it did nothing.</summary>
/// <param name="Adopted">Whether the ring has a new active key.</param>
/// <param name="Sentence">For the person who asked.</param>
public sealed record AdoptNewResult(bool Adopted, string Sentence);
