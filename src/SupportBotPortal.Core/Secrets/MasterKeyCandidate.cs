namespace SupportBotPortal.Core.Secrets;

/// <summary>What one source gave: a key, or a sentence that says why there is none.</summary>
/// <param name="Where">The source in words, to stand inside a sentence.</param>
/// <param name="Key">The key, if there is a usable one.</param>
/// <param name="Trouble">Why there is none.</param>
/// <param name="Problem">The same as a whole sentence.</param>
internal sealed record MasterKeyCandidate(string Where, MasterKey? Key, MasterKeyTrouble Trouble, string? Problem)
{
    public static MasterKeyCandidate Of(string where, MasterKey key) => new(where, key, MasterKeyTrouble.None, null);

    public static MasterKeyCandidate None(string where, MasterKeyTrouble trouble, string problem) => new(where, null, trouble, problem);
}
