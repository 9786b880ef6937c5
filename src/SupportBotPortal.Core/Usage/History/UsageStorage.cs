using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>
/// Where usage lies. Not in the configuration: each write there makes the gateway read its state anew, and there is one every few seconds.
/// </summary>
internal static class UsageStorage
{
    public static readonly SideDatabase Database = new("usage", "What bots used");
}
