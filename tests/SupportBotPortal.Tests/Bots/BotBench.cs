using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Bots;

/// <summary>A portal with a model in production, fakes of all vendors behind it, and bots in front of it.</summary>
public sealed class BotBench : IAsyncDisposable
{
    private static readonly Actor Rosa = new(null, "rosa@example.com", "");

    private BotBench(PortalFactory portal, FakeUpstream fake, FakeTimeProvider clock) => (Portal, Fake, Clock) = (portal, fake, clock);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public PortalFactory Portal { get; }

    public FakeUpstream Fake { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>What came to the fakes of conversations.</summary>
    public IReadOnlyList<FakeRequest> Asked => [.. Fake.Requests.Where(r => r.Endpoint == FakeEndpoint.Chat)];

    public static Task<BotBench> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, settings);

    /// <param name="dataDirectory">That of a portal that was stopped; by default a new one.</param>
    public static async Task<BotBench> StartAsync(string? dataDirectory, params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
        var bench = new BotBench(new(dataDirectory) { Clock = clock, Replace = StartedPortal.Quick, Settings = settings.ToDictionary(s => s.Key, s => (string?)s.Value) }, await FakeUpstream.StartAsync(), clock);
        _ = bench.Portal.Services;
        return bench;
    }

    /// <summary>Adds an active provider with its sealed key, past the form and the test that a save starts.</summary>
    /// <param name="name">Its slug is made of it.</param>
    /// <param name="vendor">openai, anthropic, google or custom.</param>
    /// <param name="behaviour">How it fails, if it does.</param>
    public async Task<Guid> AddAsync(string name, string vendor, string[] models, FakeBehaviour? behaviour = null, string? url = null)
    {
        var key = vendor switch { "openai" => Fake.Options.OpenAiKey, "anthropic" => Fake.Options.AnthropicKey, "google" => Fake.Options.GoogleKey, _ => Fake.Options.CustomKey };
        var type = Portal.Services.GetRequiredService<PluginCatalog>().TypeOf(vendor)!;
        var provider = new Provider
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            Slug = name.ToLowerInvariant().Replace(' ', '-'),
            TypeId = vendor,
            BaseUrl = url ?? Fake.Url(vendor, behaviour).AbsoluteUri,
            AuthScheme = (type.AuthSchemes.FirstOrDefault(s => s.NeedsSecret) ?? type.AuthSchemes[0]).Id,
            IsActive = true,
            Version = 1,
            Models = [.. models],
            Settings = type.Settings.Where(s => s.Default is not null).ToDictionary(s => s.Key, s => s.Default!),
        };
        await Portal.InDatabaseAsync(db =>
        {
            provider.Secrets.Add(Portal.Services.GetRequiredService<ProviderSecretsVault>().Seal(provider, ProviderSecret.ApiKeyField, key, "rosa"));
            db.Providers.Add(provider);
            return db.SaveChangesAsync();
        });
        return provider.Id;
    }

    public Task ChangeAsync(string slug, Action<Provider> change) => Portal.InDatabaseAsync(async db =>
    {
        change(await db.Providers.Include(p => p.Secrets).SingleAsync(p => p.Slug == slug));
        return await db.SaveChangesAsync();
    });

    /// <summary>Saves what is in production, by the rules of the form.</summary>
    public async Task ChooseAsync(GenerationInput input)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<GenerationRules>().CheckAsync(input, null, Token);
        check.Errors.ShouldBeEmpty();
        var current = await scope.ServiceProvider.GetRequiredService<GenerationVersions>().CurrentAsync(Token);
        await scope.ServiceProvider.GetRequiredService<GenerationChanges>().SaveAsync(current?.Number ?? 0, check.Settings, "", Rosa, Token);
    }

    public Task ChooseAsync(string model, params string[] fallbacks) => ChooseAsync(new GenerationInput { Model = model, Fallbacks = fallbacks });

    public async Task<MadeBotToken> MakeTokenAsync(string? name = null, bool mayChoose = false, string until = "", string perMinute = "")
    {
        var tokens = Portal.Services.GetRequiredService<BotTokens>();
        var check = await tokens.CheckAsync(new(name ?? "Bot " + Guid.NewGuid().ToString("N")[..8], until, mayChoose, perMinute), Token);
        check.Errors.ShouldBeEmpty();
        return (await tokens.MakeAsync(check, Rosa, Token))!;
    }

    public Task RevokeAsync(Guid id) => Portal.Services.GetRequiredService<BotTokens>().RevokeAsync(id, Rosa, Token);

    /// <summary>A bot with a token of its own.</summary>
    public async Task<HttpClient> BotAsync(bool mayChoose = false) => Bot((await MakeTokenAsync(mayChoose: mayChoose)).Token);

    public HttpClient Bot(string? token)
    {
        var bot = Portal.CreateDefaultClient(new Uri("http://localhost/v1/"));
        if (token is not null) bot.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return bot;
    }

    /// <summary>When a provider's next test is due.</summary>
    public Task<DateTime?> NextTestAsync(string slug) => Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == slug).Select(p => p.CheckSlot.NextAt).SingleAsync());

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Fake.DisposeAsync();
    }
}
