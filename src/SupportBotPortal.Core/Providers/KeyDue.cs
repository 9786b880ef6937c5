namespace SupportBotPortal.Core.Providers;

/// <summary>When a key is to be replaced.</summary>
/// <param name="SetAt">Since when it has been there.</param>
/// <param name="DueAt"><see langword="null"/> if it is never due.</param>
/// <param name="Days">Whole days until then, begun ones counted; of one that is due, the whole days since, as a negative number or 0.</param>
public sealed record KeyDue(KeyDueState State, DateTime SetAt, DateTime? DueAt, int Days);
