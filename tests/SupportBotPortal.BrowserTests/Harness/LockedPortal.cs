using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal that was started again without the master key its provider's key is sealed under.</summary>
public sealed class LockedPortal : RunningPortal
{
    private readonly string directory = Directory.CreateTempSubdirectory("supportbot-locked-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    protected override async Task<PortalFactory> ConfigureAsync()
    {
        await using (var before = new PortalFactory(directory))
        {
            using var browser = await PortalBrowser.SignedInAsync(before, BuiltInRoles.Owner);
            await browser.AddProviderAsync("openai", "Production OpenAI", Fake.OpenAiUrl.AbsoluteUri, Fake.Options.OpenAiKey);
        }

        File.Delete(Path.Combine(directory, "master.key"));
        return new PortalFactory(directory);
    }
}
