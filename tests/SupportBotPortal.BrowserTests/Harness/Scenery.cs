using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal with all kinds of providers: healthy, failed for several causes, inactive, without its plugin.</summary>
public sealed class Scenery : RunningPortal
{
    private readonly SemaphoreSlim once = new(1, 1);
    private bool isFurnished;

    public async Task FurnishAsync()
    {
        await once.WaitAsync();
        try
        {
            if (isFurnished) return;
            Fake.Options.CustomAuth = FakeAuth.Bearer;
            using (var browser = new PortalBrowser(Portal) { Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) } })
            {
                await browser.SignInAsync(await AddPersonAsync(Core.Access.BuiltInRoles.Owner), PortalBrowser.Password);
                await AddAsync(browser, "openai", "Production OpenAI", Fake.OpenAiUrl, Fake.Options.OpenAiKey, ("Environment", "Production"), ("Notes", "Billed to customer care.\nAsk Rosa before raising limits."));
                await AddAsync(browser, "openai", "Staging OpenAI", Fake.Url("openai", FakeBehaviour.RateLimited), Fake.Options.OpenAiKey, ("Environment", "Staging"));
                await AddAsync(browser, "custom", "On-prem vLLM", Fake.HttpsUrl("custom", FakeCertificate.Expired), Fake.Options.CustomKey, ("Environment", "Production"), ("ModelsText", "llama-4-70b\nqwen-3-32b"));
                await AddAsync(browser, "custom", "Mistral gateway", Fake.CustomUrl, "sk-wrong-key-typed", ("ModelsText", "mistral-large"));
                await AddAsync(browser, "custom", "Intranet wiki by mistake, with a name that is as long as names of that kind tend to be", Fake.Url("custom", FakeBehaviour.HtmlWith200), Fake.Options.CustomKey);
                await AddAsync(browser, "custom", "Ollama on Rosa’s desk", new Uri(Fake.CustomUrl.AbsoluteUri.Replace("/v1", "/none/v1", StringComparison.Ordinal)), null, ("AuthScheme", "none"), ("Environment", "Development"));
                foreach (var name in (string[])["Legacy gateway", "Staged gateway", "Spare gateway", "Long gone gateway", "Lately gone gateway"]) await AddAsync(browser, "custom", name, Fake.CustomUrl, Fake.Options.CustomKey, ("Environment", "Staging"), ("ModelsText", "mistral-large"));
                await AddAsync(browser, "openai", "Old OpenAI", Fake.Url("openai", FakeBehaviour.InsufficientQuota), Fake.Options.OpenAiKey, ("IsActive", "false"));
            }

            await WithoutItsPluginAsync();
            await AgedAsync();
            await SceneryHealth.FillAsync(Portal);
            await SceneryReports.FillAsync(Portal);
            await SceneryGeneration.FillAsync(Portal);
            await SceneryGeneration.AddTokensAsync(Portal);
            await SceneryGeneration.AddExamplesAsync(Portal);
            await SceneryUsage.FillAsync(Portal);
            await SceneryPeople.FillAsync(Portal);
            await SceneryAlerts.FillAsync(Portal);
            isFurnished = true;
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>Hundreds of pages are looked at within a minute, and some of them ask for the password.</summary>
    protected override Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory { SaysItTests = true, Replace = services => services.AddSingleton<IStartupFilter, ManyAddresses>() });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        once.Dispose();
    }

    private static async Task AddAsync(PortalBrowser browser, string type, string name, Uri url, string? key, params (string, string)[] more)
    {
        var slug = await browser.AddProviderAsync(type, name, url.AbsoluteUri, key, more);
        // What its test finds is part of the picture. Without JavaScript the answer to “Test” waits for the result.
        using var tested = await browser.PostAsync($"/providers/{slug}", $"/providers/{slug}/test", []);
    }

    private async Task WithoutItsPluginAsync()
    {
        await using var db = await Services.CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.Providers.Add(new Provider
        {
            Id = Guid.NewGuid(),
            Name = "Acme Models",
            NormalizedName = "ACME MODELS",
            Slug = "acme-models",
            TypeId = "acme",
            BaseUrl = "https://api.acme.example/v2",
            AuthScheme = "bearer",
            IsActive = true,
            CreatedAt = now.AddDays(-40),
            UpdatedAt = now.AddDays(-40),
            Version = 1,
            LastTest = new ProviderTestRecord { At = now.AddDays(-3), Outcome = ProviderTestOutcome.Passed, Milliseconds = 182, Proof = ProofLevel.KeyProven, StartedBy = "owner@example.com" },
        });
        await db.SaveChangesAsync();
    }

    /// <summary>What only time brings: keys that are due, models that retire, deleted ones.</summary>
    private async Task AgedAsync()
    {
        await using var db = await Services.CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var providers = await db.Providers.Include(p => p.Secrets).Include(p => p.KeyChanges).ToDictionaryAsync(p => p.Slug);
        var legacy = providers["legacy-gateway"];
        legacy.Secrets[0].SetAt = now.AddDays(-95);
        (legacy.KeyChanges[0].At, legacy.KeyChanges[0].By) = (now.AddDays(-190), "rosa@example.com");
        legacy.KeyChanges.Add(new() { Field = ProviderSecret.ApiKeyField, Kind = ProviderKeyChangeKind.Replaced, At = now.AddDays(-95), By = "luis@example.com", Proof = ProofLevel.KeyProven, PreviousSetAt = now.AddDays(-190) });
        providers["staged-gateway"].Secrets[0].SetAt = now.AddDays(-82);
        providers["production-openai"].Models = ["gpt-fake"];
        // One that is used has vanished, and one has come, since somebody looked.
        (providers["staging-openai"].Models, providers["staging-openai"].ModelsReviewedAt) = (["gpt-fake", "gpt-fake-older"], now.AddDays(-9));
        providers["staging-openai"].KnownModels.AddRange(
        [
            new() { ModelId = "gpt-fake", FirstSeenAt = now.AddDays(-30), LastSeenAt = now.AddHours(-5) },
            new() { ModelId = "gpt-fake-older", FirstSeenAt = now.AddDays(-30), LastSeenAt = now.AddDays(-2), VanishedAt = now.AddHours(-29) },
            new() { ModelId = "gpt-fake-next", FirstSeenAt = now.AddHours(-5), LastSeenAt = now.AddHours(-5), ContextTokens = 256_000, CanChat = true },
        ]);
        providers["production-openai"].KnownModels.Add(new() { ModelId = "gpt-fake", RetiresOn = DateOnly.FromDateTime(now.AddDays(21)), FirstSeenAt = now, LastSeenAt = now });
        (providers["long-gone-gateway"].DeletedAt, providers["long-gone-gateway"].DeletedBy) = (now.AddDays(-26), "rosa@example.com");
        (providers["lately-gone-gateway"].DeletedAt, providers["lately-gone-gateway"].DeletedBy) = (now.AddDays(-2), "luis@example.com");
        providers["production-openai"].Checks = new() { Rhythm = CheckRhythm.Cron, Cron = "*/10 7-20 * * MON-FRI", TimeZone = "Europe/Madrid", SlowMilliseconds = 1500, DeepHours = 12, DeepPerMonth = 40 };
        (providers["production-openai"].CheckSlot.NextAt, providers["on-prem-vllm"].CheckSlot.NextAt) = (now.AddMinutes(7), now.AddSeconds(200));
        await db.SaveChangesAsync();
    }

    private IDbContextFactory<PortalDbContext> Services => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
}
