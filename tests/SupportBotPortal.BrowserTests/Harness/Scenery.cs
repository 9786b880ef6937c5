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
                await AddAsync(browser, "openai", "Old OpenAI", Fake.Url("openai", FakeBehaviour.InsufficientQuota), Fake.Options.OpenAiKey, ("IsActive", "false"));
            }

            await WithoutItsPluginAsync();
            isFurnished = true;
        }
        finally
        {
            once.Release();
        }
    }

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

    private IDbContextFactory<PortalDbContext> Services => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
}
