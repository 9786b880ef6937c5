using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal;

/// <summary>One portal per data directory: two would each believe in their own sessions, live runs and setup link.</summary>
internal static class SinglePortal
{
    /// <returns>Held while the portal runs; <see langword="null"/> if another one has it, which has been said.</returns>
    public static IDisposable? BeTheOnlyPortal(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<DataDirectory>();
        if (FileLock.TryTake(directory.File("portal.lock")) is { } only) return only;
        Console.Error.WriteLine($"A portal is running on {directory.Path} already. Stop it first, or give this one a directory of its own: --Storage:DataDirectory=…");
        return null;
    }
}
