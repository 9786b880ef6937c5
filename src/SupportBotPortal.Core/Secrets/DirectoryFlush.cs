using System.Runtime.InteropServices;

namespace SupportBotPortal.Core.Secrets;

/// <summary>
/// Makes a new name in a directory survive a power cut. Flushing the file is not enough on Unix, and .NET cannot open a
/// directory: a key ring row that is durable while its master key's file name is not would lose every secret.
/// </summary>
internal static class DirectoryFlush
{
    /// <summary>Best effort: some file systems refuse it, Windows does not need it.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(directory, 0);
        if (descriptor < 0)
            return;

        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
