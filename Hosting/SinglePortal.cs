using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal;

/// <summary>One portal per data directory: two would each believe in their own sessions, live runs and setup link.</summary>
internal static class SinglePortal
{
    /// <returns>Held while the portal runs.</returns>
    /// <exception cref="CannotStartException">Another one has it, or nothing can be written there.</exception>
    public static IDisposable BeTheOnlyPortal(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<DataDirectory>();
        try
        {
            return FileLock.TryTake(directory.File("portal.lock"))
                ?? throw new CannotStartException($"A portal is running on {directory.Path} already. Stop it first, or give this one a directory of its own: --Storage:DataDirectory=…");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"It cannot write to its data directory {directory.Path}: {exception.Message}");
        }
    }
}
