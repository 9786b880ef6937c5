using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DataDirectoryTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public Task Everything_the_portal_writes_is_readable_by_its_user_only() => started.Portal.InDatabaseAsync(async db =>
    {
        // Held open: other tests empty the pools, and with the last connection the write-ahead log goes.
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.Providers.CountAsync(TestContext.Current.CancellationToken);
        var root = started.Portal.DataDirectory;
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories);

        foreach (var name in (string[])["portal.db", "portal.db-wal", "master.key", "setup-link.txt"]) files.ShouldContain(Path.Combine(root, name));
        files.ShouldContain(f => f.Contains("session-keys", StringComparison.Ordinal));
        files.Where(f => File.GetUnixFileMode(f) != OwnerFile).ShouldBeEmpty();
        Directory.GetDirectories(root).Append(root).Where(d => File.GetUnixFileMode(d) != (OwnerFile | UnixFileMode.UserExecute)).ShouldBeEmpty();
        return true;
    });
}
