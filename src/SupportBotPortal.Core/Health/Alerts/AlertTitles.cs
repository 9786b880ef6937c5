using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What is said in one line: of one thing, and of a whole message.</summary>
internal static class AlertTitles
{
    private const int Longest = 180;
    private const int Whole = int.MaxValue;

    /// <summary>How many names a group may show, and how long each may be: what is too long loses letters first, then names, never a group and its count.</summary>
    private static readonly (int Names, int Letters)[] Rooms = [(3, Whole), (3, 40), (3, 20), (2, 20), (0, 20), (0, 8)];

    public static string Of(AlertMessage message)
    {
        var groups = message.Statements.GroupBy(Many).Select(g => g.ToList()).ToList();
        if (groups.Count == 0) return "About a provider that was destroyed";
        var title = "";
        foreach (var (names, letters) in Rooms)
        {
            title = string.Join("; ", groups.Select(g => g.Count == 1 ? Of(g[0], message.SentAt, letters) : $"{g.Count} {Many(g[0])}{Names(g, names, letters)}"));
            if (title.Length <= Longest) return title;
        }

        return Cut(title, Longest + 1);
    }

    /// <param name="item">Of what.</param>
    /// <param name="at">When it is said.</param>
    /// <param name="letters">How long names may be.</param>
    public static string Of(AlertItem item, DateTime at, int letters = Whole)
    {
        var name = Cut(AlertWords.Name(item), letters);
        if (item is { IsOverTrouble: true, EndedAt: { } end, Since: { } start }) return $"{name} was {State(item.Event)} {OverTrouble(item, AlertWords.Length(end - start))}";
        if (item.IsReminder && item.Since is { } since) return $"{name} is still {State(item.Event)} after {AlertWords.Length(at - since)}";
        return item.Event switch
        {
            AlertEvent.Down or AlertEvent.RateLimited or AlertEvent.Quota when item is { UpSince: { } up, Since: { } again } => $"{name} is {State(item.Event)} again; it was up for {AlertWords.ExactLength(again - up)}",
            AlertEvent.Down or AlertEvent.RateLimited or AlertEvent.Quota => $"{name} is {State(item.Event)}",
            AlertEvent.Recovered when item is { AgainSince: { } again, EndedAt: { } over } => $"{name} was up again for {AlertWords.ExactLength(again - over)}",
            AlertEvent.Recovered => item is { EndedAt: { } over, Since: { } began } ? $"{name} is up again after {AlertWords.Length(over - began)}" : $"{name} is up again",
            AlertEvent.ProviderDeleted => $"{name} was deleted while it was {State(item.Worst)}",
            AlertEvent.ProviderDeactivated => $"{name} is no longer tested: it was deactivated while it was {State(item.Worst)}",
            AlertEvent.KeyDueSoon => $"The key of {name} is due {AlertWords.Day(item.On)}",
            AlertEvent.KeyDue => $"The key of {name} is due for replacement",
            AlertEvent.ModelVanished => $"{name} no longer lists {Cut(AlertWords.Model(item), letters)}",
            AlertEvent.ModelRetiring => $"{Cut(AlertWords.Model(item), letters)} of {name} retires {AlertWords.Day(item.On)}",
            AlertEvent.SchedulerStopped => "Tests by schedule have stopped",
            AlertEvent.SchedulerRuns => "Tests by schedule run again",
            _ => throw new InvalidOperationException($"No words for {item.Event}."),
        };
    }

    private static string OverTrouble(AlertItem item, string length) => item.End switch
    {
        AlertEvent.ProviderDeleted => $"for {length}, until it was deleted",
        AlertEvent.ProviderDeactivated => $"for {length}, until it was deactivated",
        _ when item.AgainSince is not null => $"for {length} and had trouble again later",
        _ when item.UpSince is not null => $"again for {length} and is up again",
        _ => $"for {length} and is up again",
    };

    /// <summary>What is said of several, and by it, which belong together.</summary>
    private static string Many(AlertItem item) => item.Event switch
    {
        _ when item.IsOverTrouble => $"providers were {State(item.Event)} {OverMany(item)}",
        _ when item.Event.IsTrouble() => $"providers are {(item.IsReminder ? "still " : "")}{State(item.Event)}{(item is { IsReminder: false, UpSince: not null } ? " again" : "")}",
        AlertEvent.Recovered => item.AgainSince is null ? "providers are up again" : "providers were up again for a while",
        AlertEvent.ProviderDeleted => "providers were deleted while something was wrong",
        AlertEvent.ProviderDeactivated => "providers are no longer tested: they were deactivated",
        AlertEvent.KeyDueSoon => "keys are due soon",
        AlertEvent.KeyDue => "keys are due for replacement",
        AlertEvent.ModelVanished => "models are no longer listed",
        AlertEvent.ModelRetiring => "models retire soon",
        _ => "times: tests by schedule have stopped",
    };

    private static string OverMany(AlertItem item) => item.End switch
    {
        AlertEvent.ProviderDeleted => "until they were deleted",
        AlertEvent.ProviderDeactivated => "until they were deactivated",
        _ when item.AgainSince is not null => "and had trouble again later",
        _ => "and are up again",
    };

    private static string Names(List<AlertItem> items, int most, int letters)
    {
        if (most == 0) return "";
        var names = items.ConvertAll(i => Cut(i.Model is null ? AlertWords.Name(i) : VisibleText.WithoutHidden(i.Model), letters));
        var shown = names.Count <= most ? $"{string.Join(", ", names[..^1])} and {names[^1]}" : $"{string.Join(", ", names[..(most - 1)])} and {names.Count - most + 1} more";
        return $": {shown}";
    }

    private static string State(AlertEvent what) => what switch { AlertEvent.RateLimited => "rate limited", AlertEvent.Quota => "out of quota", _ => "down" };

    private static string State(HealthState? state) => state switch { HealthState.RateLimited => "rate limited", HealthState.Quota => "out of quota", _ => "down" };

    /// <summary>Not in the middle of what is one letter to people.</summary>
    private static string Cut(string text, int letters)
    {
        if (text.Length <= letters) return text;
        var length = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text).TakeWhile(s => s < letters)) length = start;
        return text[..length].TrimEnd() + "…";
    }
}
