namespace SupportBotPortal.Core.Secrets;

/// <summary>Looks for the master key in all the places it may be given.</summary>
/// <param name="options">The places that are configured.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class MasterKeySources(SecretsOptions options, Func<string, string?> environment)
{
    public const string Variable = "SUPPORTBOT_MASTER_KEY";
    public const string FileVariable = "SUPPORTBOT_MASTER_KEY_FILE";
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";
    public const string CredentialName = "supportbot_master_key";

    /// <summary>The file the portal itself keeps: the only one it ever creates or renames.</summary>
    private string OwnFile => InDataDirectory(string.IsNullOrWhiteSpace(options.MasterKeyFile) ? "master.key" : options.MasterKeyFile);

    /// <exception cref="SecretsConfigurationException">Sources disagree, or a file is open to others.</exception>
    public MasterKeyReading Read()
    {
        var candidates = new List<MasterKeyCandidate>();
        var previous = new List<MasterKeyCandidate>();
        try
        {
            candidates.AddRange(ReadExternal());
            var external = candidates.Count > 0;
            if (!external || !string.IsNullOrWhiteSpace(options.MasterKeyFile))
                candidates.Add(MasterKeyFile.Read(OwnFile, OwnFile));

            RefuseConflict(candidates);
            previous.AddRange(options.PreviousMasterKeyFiles.Select(
                (path, i) => MasterKeyFile.Read(InDataDirectory(path), $"{path} ({SecretsOptions.Section}:{nameof(SecretsOptions.PreviousMasterKeyFiles)}:{i})")));

            var chosen = candidates.Find(c => c.Key is not null) ?? candidates.Find(c => c.Trouble != MasterKeyTrouble.Missing) ?? candidates[0];
            return new MasterKeyReading(chosen, candidates, previous, external ? null : OwnFile);
        }
        catch
        {
            candidates.ForEach(c => c.Key?.Dispose());
            previous.ForEach(c => c.Key?.Dispose());
            throw;
        }
    }

    private string InDataDirectory(string path) => Path.GetFullPath(path, Path.GetFullPath(options.DataDirectory is { Length: > 0 } data ? data : "."));

    private IEnumerable<MasterKeyCandidate> ReadExternal()
    {
        if (environment(Variable) is { Length: > 0 } text)
        {
            const string where = $"the environment variable {Variable}";
            yield return MasterKeyText.Parse(text) is { } key
                ? MasterKeyCandidate.Of(where, key)
                : MasterKeyCandidate.None(where, MasterKeyTrouble.Invalid, $"There is no valid master key in {where}: it must be 32 bytes in base64.");
        }

        if (environment(FileVariable) is { Length: > 0 } path)
            yield return MasterKeyFile.Read(Path.GetFullPath(path), $"{path} (from {FileVariable})");

        if (environment(CredentialsVariable) is { Length: > 0 } directory)
        {
            var credential = Path.Combine(directory, CredentialName);
            if (File.Exists(credential))
                yield return MasterKeyFile.Read(credential, $"the systemd credential {CredentialName}", groupMayRead: true);
        }
    }

    /// <summary>A source that holds something unusable disagrees with one that holds a key; one that is merely absent does not.</summary>
    private static void RefuseConflict(List<MasterKeyCandidate> candidates)
    {
        if (candidates.Find(c => c.Key is not null) is not { } first)
            return;

        if (candidates.Find(c => c.Trouble != MasterKeyTrouble.Missing && c.Key?.Id != first.Key!.Id) is { } other)
        {
            throw new SecretsConfigurationException(
                $"The master key is given twice and not the same: {first.Where} and {other.Where}. Remove the wrong one and start again; nothing was changed.");
        }
    }
}
