namespace SupportBotPortal.Core.Data.Storage;

/// <summary>A lock of the operating system on a file: it lets go when the process ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <returns>Held until disposed; <see langword="null"/> if somebody else holds it.</returns>
    /// <exception cref="IOException">The file cannot be made or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            DataDirectory.EnsurePrivateFile(path);
            return new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();

    // ERROR_SHARING_VIOLATION; elsewhere EWOULDBLOCK, which is 11 on Linux and 35 on macOS.
    private static bool IsHeld(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) == 32 : exception.HResult is 11 or 35;
}
