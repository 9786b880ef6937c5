using System.Security.Cryptography;

namespace SupportBotPortal.Core.Secrets;

/// <summary>Reads, creates and sets aside the file with the master key. Never overwrites one, never deletes one.</summary>
internal static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <param name="path">The file.</param>
    /// <param name="where">The source in words.</param>
    /// <param name="groupMayRead">
    /// For systemd credentials: systemd lets the service's user in by an access control list, whose mask stat shows as a
    /// readable group (0440) although the group has no access.
    /// </param>
    /// <exception cref="SecretsConfigurationException">Group or others have access.</exception>
    public static MasterKeyCandidate Read(string path, string where, bool groupMayRead = false)
    {
        var text = new byte[MasterKeyText.MaxLength];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            RefuseLoosePermissions(file, path, where, groupMayRead);
            var length = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            var key = length < text.Length ? MasterKeyText.Parse(text.AsSpan(0, length)) : null;
            return key is null
                ? MasterKeyCandidate.None(where, MasterKeyTrouble.Invalid, $"There is no valid master key in {where}: it is damaged or was cut off.")
                : MasterKeyCandidate.Of(where, key);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return MasterKeyCandidate.None(where, MasterKeyTrouble.Missing, $"There is no master key: {where} does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return MasterKeyCandidate.None(where, MasterKeyTrouble.Unreadable, $"The master key cannot be read: the portal has no access to {where}.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Writes a new key beside its place, durable and readable by the owner only, and then gives it its name, which must still be free.</summary>
    public static void Create(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        CreateDirectory(directory);
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.new";
        var text = MasterKeyText.Generate();
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;

            using (var file = new FileStream(draft, options))
            {
                file.Write(text);
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made one at the same moment: its key counts, ours sealed nothing yet.
            }

            DirectoryFlush.Flush(directory);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            File.Delete(draft);
        }
    }

    /// <summary>Keeps a file that does not fit under another name: it may be the right key of another database.</summary>
    public static string SetAside(string path, DateTime utc)
    {
        var kept = $"{path}.set-aside-{utc:yyyyMMdd'T'HHmmss'Z'}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        File.Move(path, kept, overwrite: false);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return kept;
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Asks the open file, not the path, so that nobody exchanges it in between.</summary>
    private static void RefuseLoosePermissions(FileStream file, string path, string where, bool groupMayRead)
    {
        if (OperatingSystem.IsWindows())
            return;

        var refused = groupMayRead ? Others | (Group & ~UnixFileMode.GroupRead) : Others | Group;
        if ((File.GetUnixFileMode(file.SafeFileHandle) & refused) != UnixFileMode.None)
        {
            throw new SecretsConfigurationException(
                $"The master key in {where} is open to other users of this machine. Make it private (chmod 600 '{path}') and start again; if somebody may have read it, replace the keys it protects.");
        }
    }
}
