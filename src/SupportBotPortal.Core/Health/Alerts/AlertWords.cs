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
    /// <summary>A line for all of a message, its subject.</summary>
    public static string TitleOf(AlertMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.IsTest) return "Test message from SupportBot Portal";
        return message.Report is { } report ? ReportWords.Title(report) : AlertTitles.Of(message);
    }

    /// <returns><see langword="null"/> for one that was sent when it was made.</returns>
    public static string? LateSentenceOf(AlertMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!message.IsLate) return null;
        var sent = message.SentAt.Date == message.At.Date ? message.SentAt.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture) : Time(message.SentAt);
        return $"This message was made on {Time(message.At)}, and could not be sent before {sent}.";
    }

    /// <param name="item">Of what.</param>
    /// <param name="at">When it is said.</param>
    public AlertText TextOf(AlertItem item, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(item);
        var advice = item.Event.IsTrouble() && item is { EndedAt: null, Cause: { } cause } ? CauseAdvice.For(cause) : null;
        return new(AlertTitles.Of(item, at), What(item), advice?.Meaning, advice?.Steps ?? Steps(item.Event), LinkOf(item));
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

    /// <summary>To the second, where minutes say nothing.</summary>
    public static string ExactLength(TimeSpan length) => length < TimeSpan.FromMinutes(1) ? Count(Math.Max(0, (int)length.TotalSeconds), "second") : Length(length);

    public static string Time(DateTime at) => at.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A name that people chose: nothing in it may turn a line around, or begin one.</summary>
    public static string Name(AlertItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Provider is { } provider ? VisibleText.WithoutHidden(provider.Name) : "A provider that was destroyed";
    }

    private static string What(AlertItem item)
    {
        var name = Name(item);
        var since = item.Since is { } at ? Time(at) : "an unknown time";
        var end = Time(item.EndedAt ?? item.At);
        if (item.IsOverTrouble) return $"Something was wrong from {since} to {end}. {After(item)}";
        var before = item is { UpSince: { } up, Since: { } again } ? $" Before that it had answered again for {ExactLength(again - up)}." : "";
        return item.Event switch
        {
            AlertEvent.Down => $"Tests of {name} have failed since {since}.{before}",
            AlertEvent.RateLimited => $"{name} has refused with its rate limit since {since}.{before}",
            AlertEvent.Quota => $"{name} has refused since {since} because there is nothing left to spend.{before}",
            AlertEvent.Recovered when item.AgainSince is { } more => $"{name} answered again. Something was wrong from {since} to {end}, and again since {Time(more)}.",
            AlertEvent.Recovered => $"{name} answers again. Something was wrong from {since} to {end}.",
            AlertEvent.ProviderDeleted => $"Something had been wrong since {since}, and still was when it was deleted on {end}. {After(item)}",
            AlertEvent.ProviderDeactivated => $"Something had been wrong since {since}, and still was when it was deactivated on {end}. {After(item)}",
            AlertEvent.KeyDueSoon or AlertEvent.KeyDue => $"The API key has been there since {since} and is due for replacement {Day(item.On)}. It goes on working.",
            AlertEvent.ModelVanished => $"{name} is set up with {Model(item)}, and has not listed it since {since}.",
            AlertEvent.ModelRetiring => $"{name} is set up with {Model(item)}, which its vendor turns off {Day(item.On)}.",
            AlertEvent.SchedulerStopped => $"The schedule last came round on {since}. Until it does again, nobody notices that a provider is down.",
            AlertEvent.SchedulerRuns => $"No test was run by schedule from {since} to {Time(item.At)}. What went wrong in that time, nobody noticed.",
            _ => throw new InvalidOperationException($"No words for {item.Event}."),
        };
    }

    /// <summary>How it went on after something was wrong.</summary>
    private static string After(AlertItem item) => item.End switch
    {
        AlertEvent.ProviderDeleted or AlertEvent.ProviderDeactivated => "Nobody tests it any more: whether it answers is not known.",
        _ when item.AgainSince is { } again => $"It answered then, until {Time(again)}.",
        _ => "It answers again.",
    };

    private static IReadOnlyList<string> Steps(AlertEvent what) => what switch
    {
        AlertEvent.KeyDueSoon or AlertEvent.KeyDue => ["Make a new key with the vendor, and use “Replace key” on the provider’s page: it tests the new one before it switches."],
        AlertEvent.ModelVanished => ["Discover the provider’s models, see what it offers instead, and take the model out of its list."],
        AlertEvent.ModelRetiring => ["Choose its successor while both are there, and take the model out of the provider’s list."],
        AlertEvent.SchedulerStopped => ["Look at the portal’s log, and restart it."],
        _ => [],
    };

    internal static string Model(AlertItem item) => VisibleText.WithoutHidden(item.Model ?? "A model");

    internal static string Day(DateOnly? day) => day is { } on ? "on " + on.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : "soon";

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count.ToString(CultureInfo.InvariantCulture)} {unit}s";
}
