using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What is said of the things that people are alerted of.</summary>
/// <param name="portal">Where the portal is.</param>
public sealed class AlertWords(PortalOptions portal)
{
    private const int LongestTitle = 180;
    private const int MostNames = 3;

    /// <summary>A line for all of a message, its subject.</summary>
    public static string TitleOf(AlertMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.IsTest) return "Test message from SupportBot Portal";
        if (message.Report is { } report) return ReportWords.Title(report);
        var parts = message.Items.GroupBy(i => (i.Event, i.IsReminder, IsOver: i.EndedAt is not null && i.Event.IsTrouble()))
            .Select(g => g.Count() == 1 ? Title(g.First(), message.At) : $"{Many(g.Key.Event, g.Key.IsReminder, g.Key.IsOver, g.Count())}: {Names([.. g.Select(i => i.Model is null ? Name(i) : VisibleText.WithoutHidden(i.Model))])}").ToList();
        var title = parts.Count == 0 ? "About a provider that was destroyed" : string.Join("; ", parts);
        if (title.Length <= LongestTitle) return title;
        var cut = char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle;
        return title[..cut] + "…";
    }

    /// <param name="item">Of what.</param>
    /// <param name="at">When the message was made.</param>
    public AlertText TextOf(AlertItem item, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(item);
        var advice = item.Event.IsTrouble() && item is { EndedAt: null, Cause: { } cause } ? CauseAdvice.For(cause) : null;
        return new(Title(item, at), What(item), advice?.Meaning, advice?.Steps ?? Steps(item.Event), LinkOf(item));
    }

    /// <returns><see langword="null"/> if the portal does not know its own address.</returns>
    public string? LinkOf(AlertItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.IncidentId is { } incident) return portal.AddressOf($"/incidents/{incident.ToString(CultureInfo.InvariantCulture)}");
        return item.IsAboutProvider ? item.Provider is { } provider ? portal.AddressOf($"/providers/{provider.Slug}") : null : portal.AddressOf("/");
    }

    public static string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => Count((int)length.TotalMinutes, "minute"),
        { TotalDays: < 1 } => length.Minutes == 0 || length.TotalHours >= 6 ? Count((int)length.TotalHours, "hour") : $"{Count((int)length.TotalHours, "hour")} {Count(length.Minutes, "minute")}",
        _ => length.Hours == 0 ? Count((int)length.TotalDays, "day") : $"{Count((int)length.TotalDays, "day")} {Count(length.Hours, "hour")}",
    };

    public static string Time(DateTime at) => at.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A name that people chose: nothing in it may turn a line around, or begin one.</summary>
    public static string Name(AlertItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Provider is { } provider ? VisibleText.WithoutHidden(provider.Name) : "A provider that was destroyed";
    }

    private static string Title(AlertItem item, DateTime at)
    {
        var name = Name(item);
        if (item.Event.IsTrouble() && item is { EndedAt: { } end, Since: { } start }) return $"{name} was {State(item.Event)} for {Length(end - start)} and is up again";
        if (item.IsReminder && item.Since is { } since) return $"{name} is still {State(item.Event)} after {Length(at - since)}";
        return item.Event switch
        {
            AlertEvent.Down or AlertEvent.RateLimited or AlertEvent.Quota => $"{name} is {State(item.Event)}",
            AlertEvent.Recovered => item is { EndedAt: { } over, Since: { } began } ? $"{name} is up again after {Length(over - began)}" : $"{name} is up again",
            AlertEvent.KeyDueSoon => $"The key of {name} is due {Day(item.On)}",
            AlertEvent.KeyDue => $"The key of {name} is due for replacement",
            AlertEvent.ModelVanished => $"{name} no longer lists {Model(item)}",
            AlertEvent.ModelRetiring => $"{Model(item)} of {name} retires {Day(item.On)}",
            AlertEvent.SchedulerStopped => "Tests by schedule have stopped",
            _ => throw new InvalidOperationException($"No words for {item.Event}."),
        };
    }

    private static string What(AlertItem item)
    {
        var name = Name(item);
        var since = item.Since is { } at ? Time(at) : "an unknown time";
        if (item.Event.IsTrouble() && item.EndedAt is { } end) return $"Something was wrong from {since} to {Time(end)}. It answers again.";
        return item.Event switch
        {
            AlertEvent.Down => $"Tests of {name} have failed since {since}.",
            AlertEvent.RateLimited => $"{name} has refused with its rate limit since {since}.",
            AlertEvent.Quota => $"{name} has refused since {since} because there is nothing left to spend.",
            AlertEvent.Recovered => $"{name} answers again. Something was wrong from {since} to {Time(item.EndedAt ?? item.At)}.",
            AlertEvent.KeyDueSoon or AlertEvent.KeyDue => $"The API key has been there since {since} and is due for replacement {Day(item.On)}. It goes on working.",
            AlertEvent.ModelVanished => $"{name} is set up with {Model(item)}, and has not listed it since {since}.",
            AlertEvent.ModelRetiring => $"{name} is set up with {Model(item)}, which its vendor turns off {Day(item.On)}.",
            AlertEvent.SchedulerStopped => $"The schedule last came round on {since}. Until it does again, nobody notices that a provider is down.",
            _ => throw new InvalidOperationException($"No words for {item.Event}."),
        };
    }

    private static IReadOnlyList<string> Steps(AlertEvent what) => what switch
    {
        AlertEvent.KeyDueSoon or AlertEvent.KeyDue => ["Make a new key with the vendor, and use “Replace key” on the provider’s page: it tests the new one before it switches."],
        AlertEvent.ModelVanished => ["Discover the provider’s models, see what it offers instead, and take the model out of its list."],
        AlertEvent.ModelRetiring => ["Choose its successor while both are there, and take the model out of the provider’s list."],
        AlertEvent.SchedulerStopped => ["Look at the portal’s log, and restart it."],
        _ => [],
    };

    private static string State(AlertEvent what) => what switch { AlertEvent.RateLimited => "rate limited", AlertEvent.Quota => "out of quota", _ => "down" };

    private static string Many(AlertEvent what, bool isReminder, bool isOver, int count) => what switch
    {
        _ when what.IsTrouble() && isOver => $"{count} providers were {State(what)} and are up again",
        _ when what.IsTrouble() => $"{count} providers are {(isReminder ? "still " : "")}{State(what)}",
        AlertEvent.Recovered => $"{count} providers are up again",
        AlertEvent.KeyDueSoon => $"{count} keys are due soon",
        AlertEvent.KeyDue => $"{count} keys are due for replacement",
        AlertEvent.ModelVanished => $"{count} models are no longer listed",
        AlertEvent.ModelRetiring => $"{count} models retire soon",
        _ => $"{count} times: tests by schedule have stopped",
    };

    private static string Names(List<string> names) =>
        names.Count <= MostNames ? $"{string.Join(", ", names[..^1])} and {names[^1]}" : $"{string.Join(", ", names[..(MostNames - 1)])} and {names.Count - MostNames + 1} more";

    private static string Model(AlertItem item) => VisibleText.WithoutHidden(item.Model ?? "A model");

    private static string Day(DateOnly? day) => day is { } on ? "on " + on.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : "soon";

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count.ToString(CultureInfo.InvariantCulture)} {unit}s";
}
