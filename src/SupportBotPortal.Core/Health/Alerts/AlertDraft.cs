using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Something that people are to be told, on its way into the outbox.</summary>
/// <param name="Key">What it is told once for: whoever notices it again makes the same key.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
public sealed record AlertDraft(string Key, AlertEvent Event, DateTime At)
{
    /// <summary>How many days before a model retires one is told.</summary>
    public static IReadOnlyList<int> RetirementStages { get; } = [60, 30, 7];

    public Guid? ProviderId { get; init; }

    public long? IncidentId { get; init; }

    public FailureCause? Cause { get; init; }

    public DateTime? Since { get; init; }

    public string? Model { get; init; }

    public DateOnly? On { get; init; }

    /// <param name="providerId">Whose.</param>
    /// <param name="setAt">Since when the key has been there: another key is another matter.</param>
    /// <param name="dueAt">When it is due.</param>
    /// <param name="now">Whether it is due already, or soon.</param>
    public static AlertDraft OfKey(Guid providerId, DateTime setAt, DateTime dueAt, DateTime now)
    {
        var what = dueAt <= now ? AlertEvent.KeyDue : AlertEvent.KeyDueSoon;
        return new(Invariant($"{what}:{providerId:N}:{UnixMilliseconds.Of(setAt)}"), what, now) { ProviderId = providerId, Since = setAt, On = DateOnly.FromDateTime(dueAt) };
    }

    /// <param name="providerId">Whose.</param>
    /// <param name="model">Which.</param>
    /// <param name="vanishedAt">Since when the provider does not list it: one that comes back and goes again is told again.</param>
    /// <param name="now">When it is noticed.</param>
    public static AlertDraft OfVanished(Guid providerId, string model, DateTime vanishedAt, DateTime now) =>
        new(Invariant($"{AlertEvent.ModelVanished}:{providerId:N}:{UnixMilliseconds.Of(vanishedAt)}:{model}"), AlertEvent.ModelVanished, now) { ProviderId = providerId, Model = model, Since = vanishedAt };

    /// <returns><see langword="null"/> while it is further away than the first of <see cref="RetirementStages"/>.</returns>
    public static AlertDraft? OfRetiring(Guid providerId, string model, DateOnly retiresOn, DateTime now)
    {
        var left = retiresOn.DayNumber - DateOnly.FromDateTime(now).DayNumber;
        var reached = RetirementStages.Where(days => left <= days).ToList();
        return reached.Count == 0
            ? null
            : new(Invariant($"{AlertEvent.ModelRetiring}:{providerId:N}:{reached.Min()}:{retiresOn:yyyy-MM-dd}:{model}"), AlertEvent.ModelRetiring, now) { ProviderId = providerId, Model = model, On = retiresOn };
    }

    /// <param name="lastRoundAt">When the schedule last came round: that it stands still is told once, until it goes on.</param>
    /// <param name="now">When it is noticed.</param>
    public static AlertDraft OfScheduler(DateTime lastRoundAt, DateTime now) =>
        new(Invariant($"{AlertEvent.SchedulerStopped}:{UnixMilliseconds.Of(lastRoundAt)}"), AlertEvent.SchedulerStopped, now) { Since = lastRoundAt };

    /// <param name="lastRoundAt">When the schedule came round before it stood still: which standstill is over.</param>
    /// <param name="now">When it is noticed.</param>
    public static AlertDraft OfSchedulerRuns(DateTime lastRoundAt, DateTime now) =>
        new(Invariant($"{AlertEvent.SchedulerRuns}:{UnixMilliseconds.Of(lastRoundAt)}"), AlertEvent.SchedulerRuns, now) { Since = lastRoundAt };

    internal static AlertDraft OfIncident(AlertEvent what, Guid providerId, Incident incident, DateTime at) =>
        new(Invariant($"{what}:{incident.Id}"), what, at) { ProviderId = providerId, IncidentId = incident.Id, Cause = incident.Cause, Since = incident.StartedAt };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
