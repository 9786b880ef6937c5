using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Writes a message as JSON. Receivers rely on it: what stands here is documented in <c>docs/alerts.md</c> and does not change its meaning.</summary>
internal sealed class WebhookBody(PortalOptions portal)
{
    public const int MostAlerts = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Within JSON nothing of HTML has a meaning; who shows it encodes it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly AlertWords words = new(portal);

    public byte[] Write(AlertMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new Body(
            1,
            message.Id,
            message.At,
            message.SentAt,
            message.IsLate,
            message.IsTest,
            AlertWords.TitleOf(message),
            message.Report is { } shown ? ReportPlainText.Of(shown, portal) : AlertPlainText.Of(message, words),
            message.Items.Count,
            [.. message.Items.Take(MostAlerts).Select(item => Write(item, message.SentAt))],
            portal.AddressOf("/"),
            message.Report is { } report ? WebhookReport.Of(report, portal) : null),
        Json);

    private Entry Write(AlertItem item, DateTime at)
    {
        var text = words.TextOf(item, at);
        return new(
            NameOf(item.Event),
            item.IsReminder,
            item.At,
            text.Title,
            text.What,
            item.Cause is { } cause ? NameOf(cause) : null,
            text.Meaning,
            text.Steps.Count > 0 ? text.Steps : null,
            item.Provider is { } provider ? new(provider.Id, provider.Name, provider.Slug, provider.Environment == ProviderEnvironment.None ? null : provider.Environment.ToString().ToLowerInvariant()) : null,
            item.IncidentId is { } incident ? new(incident, item.Since, item.EndedAt) : null,
            item.Model,
            item.On,
            text.Link);
    }

    /// <summary>What receivers know an event by. Never renamed.</summary>
    private static string NameOf(AlertEvent what) => what switch
    {
        AlertEvent.Down => "provider.down",
        AlertEvent.RateLimited => "provider.rate_limited",
        AlertEvent.Quota => "provider.quota",
        AlertEvent.Recovered => "provider.recovered",
        AlertEvent.KeyDueSoon => "key.due_soon",
        AlertEvent.KeyDue => "key.due",
        AlertEvent.ModelVanished => "model.vanished",
        AlertEvent.ModelRetiring => "model.retiring",
        AlertEvent.SchedulerStopped => "scheduler.stopped",
        AlertEvent.SchedulerRuns => "scheduler.runs",
        AlertEvent.ProviderDeleted => "provider.deleted",
        AlertEvent.ProviderDeactivated => "provider.deactivated",
        _ => throw new InvalidOperationException($"No name for {what}."),
    };

    private static string NameOf(FailureCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());

    private sealed record Body(int Version, Guid Id, DateTime At, DateTime SentAt, bool Late, bool Test, string Title, string Text, int Total, IReadOnlyList<Entry> Alerts, string? Portal, WebhookReport? Report);

    private sealed record Entry(string Event, bool Reminder, DateTime At, string Title, string What, string? Cause, string? Meaning, IReadOnlyList<string>? Steps, Whom? Provider, Part? Incident, string? Model, DateOnly? On, string? Link);

    private sealed record Whom(Guid Id, string Name, string Slug, string? Environment);

    private sealed record Part(long Id, DateTime? StartedAt, DateTime? EndedAt);
}
