using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Listing;

/// <summary>A portal whose rows are laid into the database as a test wants them, on a clock that stands still.</summary>
public sealed class ListBench : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public PortalFactory Portal { get; }

    public PortalBrowser Admin { get; private set; } = null!;

    public ListBench() => Portal = new() { Clock = Clock, Replace = StartedPortal.Quick };

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync() => Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>An active Custom provider without a key, for changing.</summary>
    public static Provider New(string name) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        Slug = name.ToLowerInvariant().Replace(' ', '-'),
        TypeId = "custom",
        BaseUrl = "http://127.0.0.1:9/v1",
        AuthScheme = "bearer",
        IsActive = true,
        CreatedAt = DateTime.UnixEpoch,
        UpdatedAt = DateTime.UnixEpoch,
        Version = 1,
    };

    public Task AddAsync(params IEnumerable<Provider> providers) => Portal.InDatabaseAsync(db =>
    {
        db.Providers.AddRange(providers);
        return db.SaveChangesAsync();
    });

    /// <summary>Gives it a key that opens.</summary>
    public Provider WithKey(Provider provider, int daysOld = 1)
    {
        var secret = Portal.Services.GetRequiredService<ProviderSecretsVault>().Seal(provider, ProviderSecret.ApiKeyField, "sk-listed", "somebody");
        secret.SetAt = Now.AddDays(-daysOld);
        provider.Secrets.Add(secret);
        return provider;
    }

    /// <summary>The slugs of all rows, page after page, by the links of the pages.</summary>
    /// <param name="rel">Which way: <c>next</c> or <c>prev</c>.</param>
    public async Task<List<string>> WalkAsync(string path, string rel = "next")
    {
        var slugs = new List<string>();
        for (var pages = 0; pages < 40; pages++)
        {
            var page = await Admin.PageAsync(path);
            var here = SlugsOf(page);
            if (rel == "next") slugs.AddRange(here);
            // The first page is always full: going back, it shows what is left and some that one has seen.
            else slugs.InsertRange(0, here.TakeWhile(slug => !slugs.Contains(slug)));
            if (page.QuerySelector<IHtmlAnchorElement>($"a[rel={rel}]")?.GetAttribute("href") is not { } further) return slugs;
            path = further;
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    public static List<string> SlugsOf(IParentNode page) => [.. page.QuerySelectorAll("tr[id^=provider-]").Select(row => row.Id!["provider-".Length..])];
}
