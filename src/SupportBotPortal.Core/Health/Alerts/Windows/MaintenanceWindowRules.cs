using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>Checks a typed maintenance window; every refusal is a sentence at its field.</summary>
public sealed class MaintenanceWindowRules(PortalDbContext db, TimeProvider time)
{
    public const int ShortestMinutes = 5;
    public const int LongestMinutes = WeekMinutes - LeastMinutesBetween;
    public const int LongestDays = 31;

    /// <summary>Of each week, a window leaves so much open in one piece: what it holds back is told then.</summary>
    public const int LeastMinutesBetween = 60;

    private const int WeekMinutes = 7 * 24 * 60;
    private const int YearsAhead = 10;

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    public async Task<MaintenanceWindowCheck> CheckAsync(MaintenanceWindowInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var name = input.Name.Trim();
        if (NameRules.Problem(name) is { } problem) errors.Add(new(nameof(input.Name), problem));
        if (input.ProviderId is { } id && !await db.Providers.AnyAsync(p => p.Id == id, cancellationToken)) errors.Add(new(nameof(input.ProviderId), "That provider is no longer there. Choose again."));
        var typedZone = input.TimeZone.Trim() is { Length: > 0 } typed ? typed : TimeZoneInfo.Utc.Id;
        if (!CronTime.TryZone(typedZone, out var zone)) errors.Add(new(nameof(input.TimeZone), CronTime.UnknownZone(typedZone)));
        var window = new MaintenanceWindow { Name = name, ProviderId = input.ProviderId, Kind = input.Kind, TimeZone = typedZone };
        switch (input.Kind)
        {
            case MaintenanceKind.Once:
                CheckOnce(input, zone, window, errors);
                break;
            case MaintenanceKind.Weekly:
                CheckWeekly(input, window, errors);
                break;
            default:
                errors.Add(new(nameof(input.Kind), "Choose once or weekly."));
                break;
        }

        return new(window, errors);
    }

    private void CheckOnce(MaintenanceWindowInput input, TimeZoneInfo zone, MaintenanceWindow window, List<FieldMessage> errors)
    {
        (window.From, window.To) = (Moment(input.From, nameof(input.From), zone, errors), Moment(input.To, nameof(input.To), zone, errors));
        if (window is not { From: { } from, To: { } to }) return;
        if (to > time.GetUtcNow().UtcDateTime.AddYears(YearsAhead)) errors.Add(new(nameof(input.To), $"That is more than {YearsAhead} years ahead. Look at the year."));
        else if (to <= from) errors.Add(new(nameof(input.To), "The end must come after the beginning."));
        else if (to - from > TimeSpan.FromDays(LongestDays)) errors.Add(new(nameof(input.To), $"A window lasts at most {LongestDays} days: a provider that is to be left alone for longer is better deactivated."));
        else if (to <= time.GetUtcNow().UtcDateTime) errors.Add(new(nameof(input.To), "That is over already. Choose a time that is to come."));
    }

    private static void CheckWeekly(MaintenanceWindowInput input, MaintenanceWindow window, List<FieldMessage> errors)
    {
        var before = errors.Count;
        window.Days = [.. input.Days.Distinct().Order()];
        if (window.Days.Count == 0 || !window.Days.TrueForAll(Enum.IsDefined)) errors.Add(new(nameof(input.Days), "Choose at least one day of the week."));
        if (TimeOnly.TryParseExact(input.Start.Trim(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)) window.Start = start;
        else errors.Add(new(nameof(input.Start), "Enter the time at which it begins, such as 22:00."));
        if (int.TryParse(input.Minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= ShortestMinutes and <= LongestMinutes) window.Minutes = minutes;
        else errors.Add(new(nameof(input.Minutes), $"Enter how many minutes it lasts, from {ShortestMinutes} to {LongestMinutes:N0} (a week without an hour)."));
        if (errors.Count == before && Gap(window) < LeastMinutesBetween) errors.Add(new(nameof(input.Minutes), "On these days and for so long it hardly ever closes, and what goes wrong would never be told. Make it shorter, choose fewer days, or deactivate the provider."));
    }

    /// <summary>The longest time, in minutes, that it is closed in a week.</summary>
    private static int Gap(MaintenanceWindow window)
    {
        // Each lasts as long as the others, so that the next one to begin is the one that ends next.
        var days = window.Days.Select(d => (int)d * 24 * 60).ToList();
        return days.Select((day, index) => (index + 1 < days.Count ? days[index + 1] : days[0] + WeekMinutes) - day - window.Minutes).Max();
    }

    private static DateTime? Moment(string typed, string field, TimeZoneInfo zone, List<FieldMessage> errors)
    {
        if (!DateTime.TryParseExact(typed.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            errors.Add(new(field, "Enter a day and a time, such as 2026-06-01 22:00."));
            return null;
        }

        if (!zone.IsInvalidTime(local)) return TimeZoneInfo.ConvertTimeToUtc(local, zone);
        errors.Add(new(field, $"There is no {local:HH:mm} on that day in {zone.Id}: the clocks are set forward over it. Choose a time before or after."));
        return null;
    }
}
