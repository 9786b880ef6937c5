using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Ninety days of two bots: busier by day than by night, with an outage that a fallback made up for, and a provider that is gone since.</summary>
internal static class SceneryUsage
{
    private const int Days = 90;

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var providers = await db.Providers.ToDictionaryAsync(p => p.Slug, p => p.Id);
        var tokens = await db.BotTokens.ToDictionaryAsync(t => t.Name, t => t.Id);
        var (shop, helper) = (tokens["Shop assistant, staging"], tokens.First(t => t.Key.StartsWith("Kitchen", StringComparison.Ordinal)).Value);
        var (openAi, mistral, gone) = ((providers["production-openai"], "production-openai", "gpt-fake"), (providers["mistral-gateway"], "mistral-gateway", "mistral-large"), (Guid.NewGuid(), "summer-trial", "gpt-fake-older"));
        var rows = new List<UsageRow>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var age = 0; age < Days * 24; age++)
        {
            var hour = now.Date.AddHours(now.Hour - age);
            var busy = 60 + (int)(50 * Math.Sin((hour.Hour - 7) / 24.0 * Math.Tau)) + (age * 37 % 23);
            var isOut = age is > 6 and < 9 or > 300 and < 320;
            Add(hour, shop, mistral, UsageOutcome.Answered, isOut ? 0 : busy, 480, 160, 900);
            Add(hour, shop, mistral, UsageOutcome.Overloaded, isOut ? busy : age % 29 == 0 ? 2 : 0);
            Add(hour, shop, openAi, UsageOutcome.AnsweredByFallback, isOut ? busy : 0, 480, 190, 1_700);
            Add(hour, helper, openAi, UsageOutcome.Answered, busy / 3, 950, 310, 1_400, untold: age % 50 == 3 ? 2 : 0);
            Add(hour, helper, openAi, UsageOutcome.GivenUp, age % 11 == 0 ? 1 : 0, untold: age % 11 == 0 ? 1 : 0);
            Add(hour, helper, openAi, UsageOutcome.BrokenOff, age % 71 == 5 ? 1 : 0, untold: age % 71 == 5 ? 1 : 0);
            Add(hour, helper, (Guid.Empty, "", ""), UsageOutcome.NotAllowed, age % 17 == 4 ? 3 : 0);
            Add(hour, shop, (Guid.Empty, "", ""), UsageOutcome.TooMany, age % 61 == 10 ? 7 : 0);
            if (age > 40 * 24) Add(hour, shop, gone, UsageOutcome.Answered, busy / 5, 300, 90, 2_300);
        }

        await portal.Services.GetRequiredService<UsageWriter>().WriteAsync(new(Guid.NewGuid(), 1, rows), CancellationToken.None);

        void Add(DateTime hour, Guid token, (Guid Provider, string Slug, string Model) model, UsageOutcome outcome, int count, int input = 0, int output = 0, int milliseconds = 0, int untold = 0)
        {
            if (count == 0) return;
            var (firstBytes, durations) = (new ResponseTimes(), new ResponseTimes());
            for (var n = 0; milliseconds > 0 && n < count; n++)
            {
                durations.Add(milliseconds + (n * 113 % 700) + (n % 19 == 0 ? 1_500 : 0));
                if (n % 2 == 0) firstBytes.Add((milliseconds / 4) + (n * 31 % 90));
            }

            rows.Add(new(new(hour, model.Provider, model.Model, token, outcome), new(count, (long)count * input, (long)count * output, untold, firstBytes.ToBytes(), durations.ToBytes(), hour.AddMinutes(7), model.Slug)));
        }
    }
}
