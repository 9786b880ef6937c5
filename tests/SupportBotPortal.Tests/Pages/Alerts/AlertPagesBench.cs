using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>A portal that tells of what happens when a test says so, a receiver of webhooks, and an admin at the pages.</summary>
public sealed class AlertPagesBench : IAsyncLifetime
{
    internal AlertBench Bench { get; } = AlertBench.Start();

    public WebhookReceiver Receiver { get; private set; } = null!;

    public PortalBrowser Admin { get; private set; } = null!;

    public PortalFactory Portal => Bench.Portal;

    public async ValueTask InitializeAsync()
    {
        Receiver = await WebhookReceiver.StartAsync();
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Bench.DisposeAsync();
        if (Receiver is not null) await Receiver.DisposeAsync();
    }

    public Task<PortalBrowser> AsAsync(string role) => PortalBrowser.SignedInAsync(Portal, role);

    public Task<AlertChannel> ChannelAsync(string name) => Portal.InDatabaseAsync(db => db.AlertChannels.AsNoTracking().SingleAsync(c => c.Name == name));

    /// <summary>Adds a webhook by the page.</summary>
    /// <returns>Its id, and its signing secret.</returns>
    public async Task<(Guid Id, string Secret)> AddWebhookAsync(string name, params (string, string?)[] more)
    {
        (string Field, string? Value)[] usual = [("Name", name), ("Kind", "Webhook"), ("Url", Receiver.Url)];
        var added = await Admin.SubmitAsync(AlertForms.NewChannel, [.. usual.ExceptBy(more.Select(m => m.Item1), u => u.Field), .. more]);
        added.Status.ShouldBe(System.Net.HttpStatusCode.OK, added.Html);
        return ((await ChannelAsync(name)).Id, added.Page.QuerySelector("#signing-secret")!.GetAttribute("value")!);
    }

    /// <summary>So much later; whoever was signed in is not any more, and signs in again.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await Bench.PassAsync(time);
        Admin.Dispose();
        Admin = await AsAsync(BuiltInRoles.Admin);
    }

    public static string ChannelPage(Guid id) => $"/alerts/channels/{id}";
}
