using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Migrations.Sqlite;

namespace SupportBotPortal.Tests.Shared;

/// <summary>
/// The databases of a portal as its migrations leave them in empty files, made once for the process. Hundreds of portals
/// start from copies: to migrate takes longer than all the rest of a start, and says the same each time.
/// </summary>
internal static class MigratedDatabases
{
    private static readonly Lazy<IReadOnlyList<(string Name, byte[] Content)>> Files = new(Make);

    public static void CopyTo(string directory)
    {
        // Private from the first moment, as the portal makes them.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var (name, content) in Files.Value)
        {
            using var file = new FileStream(Path.Combine(directory, name), options);
            file.Write(content);
        }
    }

    private static List<(string, byte[])> Make()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-migrated-").FullName;
        try
        {
            using (var portal = new DesignTimeContext().CreateDbContext([])) Migrate(portal, folder, "portal.db");
            using (var health = new HealthDesignTimeContext().CreateDbContext([])) Migrate(health, folder, "health.db");
            using (var usage = new UsageDesignTimeContext().CreateDbContext([])) Migrate(usage, folder, "usage.db");
            return [.. Directory.GetFiles(folder).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Migrate(DbContext context, string folder, string name)
    {
        context.Database.SetConnectionString($"Data Source={Path.Combine(folder, name)};Pooling=False");
        context.Database.Migrate();
    }
}
