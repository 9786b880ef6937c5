using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Health.History;

/// <summary>Where the history of tests lies.</summary>
internal static class HealthStorage
{
    public static readonly SideDatabase Database = new("health", "The history of tests");

    public static string FileName => Database.FileName;
}
