using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

public sealed class ClosedPortal : IAsyncLifetime
{
    /// <summary>Outside of Development nothing but public https is allowed unless the operator says so.</summary>
    public PortalFactory Portal { get; } = new()
    {
        Settings = new Dictionary<string, string?> { ["Egress:Allow:0"] = "loopback:1" },
        Replace = services =>
        {
            StartedPortal.Quick(services);
            services.AddSingleton<INameResolver>(new StubResolver().With("localhost", "127.0.0.1").With("rebind.example", "127.0.0.1").With("mixed.example", "8.8.8.8", "127.0.0.1"));
        },
    };

    public PortalBrowser Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Portal.DisposeAsync();
    }
}

/// <summary>Through pages, plugins and sockets: whoever is refused never sees a connection.</summary>
public sealed class RefusedAddressTests(ClosedPortal closed) : IClassFixture<ClosedPortal>, IDisposable
{
    private readonly Trap trap = new();

    // A trap never answers: a regression fails instead of hanging.
    [Theory(Timeout = 30_000)]
    [InlineData("http://127.0.0.1:{0}/v1")]
    [InlineData("https://127.0.0.1:{0}/v1")]
    [InlineData("http://127.1:{0}/v1")]
    [InlineData("http://2130706433:{0}/v1")]
    [InlineData("http://0x7f.1:{0}/v1")]
    [InlineData("http://0177.0.0.1:{0}/v1")]
    [InlineData("http://１２７.０.０.１:{0}/v1")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/v1")]
    [InlineData("http://0.0.0.0:{0}/v1")]
    [InlineData("http://localhost:{0}/v1")]
    [InlineData("http://localhost.:{0}/v1")]
    [InlineData("https://rebind.example:{0}/v1")]
    [InlineData("https://mixed.example:{0}/v1")]
    public async Task A_refused_address_is_called_neither_before_nor_after_saving(string format)
    {
        // A person of their own: the calls of one person are limited.
        using var admin = await PortalBrowser.SignedInAsync(closed.Portal, BuiltInRoles.Admin);
        var url = string.Format(null, format, trap.Port);
        var typed = new (string, string)[] { ("Name", "Trap"), ("BaseUrl", url), ("AuthScheme", "none") };

        foreach (var answer in new[]
        {
            await admin.TryTestAsync(Acts.NewCustom, typed),
            await admin.TryDiscoveryAsync(Acts.NewCustom, typed),
            await admin.SaveAsync(Acts.NewCustom, typed),
        })
        {
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text("#base-url-help .error").ShouldNotBeEmpty();
        }

        var name = "Row " + Guid.NewGuid().ToString("N");
        var slug = name.ToLowerInvariant().Replace(' ', '-');
        await closed.Portal.AddRowAsync(name, url);
        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Down · Address refused");
        (await closed.Portal.ProviderAsync(slug)).LastTest!.Cause.ShouldBe(FailureCause.AddressRefused);
        (await admin.TryDiscoveryAsync($"/providers/{slug}/edit")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // Its own page asks without the form's checks.
        (await Answer.OfAsync(await admin.PostAsync($"/providers/{slug}", $"/providers/{slug}/discover", []))).Text("#discovery-panel").ShouldContain("Address refused");
        trap.WasCalled.ShouldBeFalse();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("http://127.0.0.1:{0}/v1/models")]
    [InlineData("http://localhost:{0}/v1/models")]
    [InlineData("http://2130706433:{0}/v1/models")]
    public async Task A_redirect_leads_nowhere_and_is_said(string format)
    {
        await using var fake = await FakeUpstream.StartAsync();
        fake.RedirectTarget = new Uri(string.Format(null, format, trap.Port));
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var typed = new (string, string)[] { ("Name", "Redirects"), ("BaseUrl", fake.Url("custom", FakeBehaviour.RedirectToTarget).AbsoluteUri), ("ApiKey", "sk-fake-custom") };

        (await admin.TryTestAsync(Acts.NewCustom, typed)).Text("#test-panel").ShouldContain("Not the expected API");
        (await admin.TryDiscoveryAsync(Acts.NewCustom, typed)).Text("#discovery-panel").ShouldContain("Not the expected API");
        var slug = await admin.AddTestedAsync(Acts.NewCustom, typed);

        (await portal.ProviderAsync(slug)).LastTest!.Cause.ShouldBe(FailureCause.NotTheExpectedApi);
        trap.WasCalled.ShouldBeFalse();
    }

    public void Dispose() => trap.Dispose();
}
