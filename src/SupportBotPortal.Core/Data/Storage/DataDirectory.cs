using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>The portal's own directory: 0700, its files 0600, because it holds sealed keys and sessions.</summary>
public sealed class DataDirectory
{
    public const string DatabaseName = "portal.db";

    private const UnixFileMode OwnerOnlyDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="DataDirectoryException">It cannot be used; the message says what to do.</exception>
    public DataDirectory(IOptions<StorageOptions> options, IHostEnvironment environment, ILogger<DataDirectory> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        Path = PathOf(options.Value.DataDirectory, environment);
        try
        {
            MakeOwn(logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException($"The data directory {Path} cannot be made, or not be made private: {exception.Message} Name another one: --Storage:DataDirectory=…", exception);
        }
    }

    /// <summary>Where it is, or would be.</summary>
    /// <exception cref="DataDirectoryException">The setting is empty.</exception>
    public static string PathOf(string setting, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return string.IsNullOrWhiteSpace(setting)
            ? throw new DataDirectoryException("Storage:DataDirectory is empty. Name a directory, or leave the setting out.")
            : System.IO.Path.GetFullPath(setting, environment.ContentRootPath);
    }

    public string Path { get; }

    public string DatabaseFile => File(DatabaseName);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A directory below, made if missing, readable by the owner only.</summary>
    public string Subdirectory(string name)
    {
        var path = File(name);
        MakePrivateDirectory(path);
        return path;
    }

    /// <summary>Writes a small text file that only the owner may read, whole or not at all.</summary>
    public void WritePrivateText(string name, string text)
    {
        var temporary = File(name + ".new");
        using (var stream = new FileStream(temporary, PrivateFile(FileMode.Create)))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        System.IO.File.Move(temporary, File(name), overwrite: true);
    }

    /// <summary>Makes an empty file that only the owner may read before somebody else creates it with looser rights.</summary>
    public static void EnsurePrivateFile(string path)
    {
        new FileStream(path, PrivateFile(FileMode.OpenOrCreate)).Dispose();
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, OwnerOnlyFile);
    }

    /// <summary>Makes an empty file that only the owner may read, unless there is one of that name.</summary>
    public static bool TryMakePrivateFile(string path)
    {
        try
        {
            new FileStream(path, PrivateFile(FileMode.CreateNew)).Dispose();
            return true;
        }
        catch (IOException) when (System.IO.File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Makes it, or takes what is there if it is the portal's: nobody else's directory is shut to its users.</summary>
    private void MakeOwn(ILogger logger)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(Path))
        {
            MakePrivateDirectory(Path);
            return;
        }

        // The mode of a symbolic link says nothing.
        var target = Directory.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        if ((System.IO.File.GetUnixFileMode(target) & Others) == UnixFileMode.None) return;
        if (!System.IO.File.Exists(DatabaseFile) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new DataDirectoryException(
                $"The data directory {Path} holds something already, which is no portal's, and others may read it. Name a directory of the portal's own (--Storage:DataDirectory=…), or, if it is the right one, make it private first: chmod 700 '{Path}'.");
        }

        System.IO.File.SetUnixFileMode(target, OwnerOnlyDirectory);
        logger.LogWarning("The data directory {Path} was open to other users of this machine; now it is private (0700)", Path);
    }

    private static FileStreamOptions PrivateFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnlyFile;
        return options;
    }

    private static void MakePrivateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnlyDirectory);
        System.IO.File.SetUnixFileMode(path, OwnerOnlyDirectory);
    }
}
