using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Data;

/// <summary>A portal that was used before the list kept facts about keys has them after its first start.</summary>
public sealed class ProviderListMigrationTests
{
    [Fact]
    public async Task What_saving_keeps_about_a_key_is_filled_in_for_keys_that_are_there()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-list-").FullName;
        try
        {
            List<(string, int?, DateTime?, DateTime?)> before;
            await using (var first = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                using var admin = await PortalBrowser.SignedInAsync(first, BuiltInRoles.Admin);
                await admin.AddProviderAsync("custom", "With key", "http://127.0.0.1:9/v1", "sk-some-key");
                await admin.AddProviderAsync("custom", "Without any", "http://127.0.0.1:9/v1", null, ("AuthScheme", "none"));
                before = await FactsAsync(first);
            }

            before[0].Item2.ShouldNotBeNull();
            before[0].Item4.ShouldBe(before[0].Item3!.Value.AddDays(90));
            before[1].ShouldBe(("without-any", null, null, null));
            await OlderDatabase.StepBackToAsync(Path.Combine(directory, "portal.db"), "ProviderLifeCycle");

            await using var second = new PortalFactory(directory) { Replace = StartedPortal.Quick };
            var after = await FactsAsync(second);

            after.Select(f => (f.Item1, f.Item2, f.Item3)).ShouldBe(before.Select(f => (f.Item1, f.Item2, f.Item3)));
            after[0].Item4!.Value.ShouldBe(before[0].Item4!.Value, TimeSpan.FromMilliseconds(1));
            after[1].Item4.ShouldBeNull();
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    private static Task<List<(string, int?, DateTime?, DateTime?)>> FactsAsync(PortalFactory portal) => portal.InDatabaseAsync(async db =>
        (await db.Providers.AsNoTracking().OrderBy(p => p.Slug).ToListAsync()).ConvertAll(p => (p.Slug, p.KeySealedWith, p.KeySetAt, p.KeyDueAt)));
}
