namespace SupportBotPortal.Core.Secrets;

/// <summary>What all sources together gave. Disposing it wipes the keys.</summary>
internal sealed class MasterKeyReading(
    MasterKeyCandidate chosen, IReadOnlyList<MasterKeyCandidate> all, IReadOnlyList<MasterKeyCandidate> previous, string? ownFile) : IDisposable
{
    public MasterKeyCandidate Chosen => chosen;

    public MasterKey? Current => chosen.Key;

    /// <summary>The file that the portal may create or set aside; <see langword="null"/> if the key is given from outside, where only the operator changes it.</summary>
    public string? OwnFile => ownFile;

    /// <summary>The current key first, then those that only open.</summary>
    public IEnumerable<MasterKey> Usable => previous.Prepend(chosen).Select(c => c.Key).OfType<MasterKey>();

    public IEnumerable<string> PreviousProblems => previous.Select(c => c.Problem).OfType<string>();

    public void Dispose()
    {
        foreach (var candidate in all.Concat(previous))
            candidate.Key?.Dispose();
    }
}
