using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>Checks a typed report; every refusal is a sentence at its field.</summary>
public sealed class ReportRules(PortalDbContext db, TimeProvider time)
{
    /// <summary>How one types the last day of a month.</summary>
    public const string LastDay = "last";

    /// <summary>More are rather all, or all of an environment.</summary>
    public const int MostProviders = 200;

    public const int MostChannels = 20;

    /// <param name="input">As typed.</param>
    /// <param name="existing">The report that is edited; <see langword="null"/> for a new one.</param>
    /// <param name="cancellationToken">Ends asking the database.</param>
    public async Task<ReportCheck> CheckAsync(ReportInput input, HealthReport? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var check = CheckTimes(input, existing);
        var errors = check.Errors.ToList();
        await CheckNameAsync(check.Plan, existing, errors, cancellationToken);
        CheckRecipients(input, check.Plan, errors);
        await CheckChannelsAsync(check.Plan, errors, cancellationToken);
        await CheckScopeAsync(input, check.Plan, errors, cancellationToken);
        return new(check.Plan, errors);
    }

    /// <summary>Checks only when it fires. What belongs to a rhythm that was not chosen stays as it is stored.</summary>
    public ReportCheck CheckTimes(ReportInput input, HealthReport? existing)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var name = input.Name.Trim();
        var plan = new HealthReport
        {
            Name = name,
            NormalizedName = ProviderNames.Normalize(name),
            IsActive = input.IsActive,
            Rhythm = input.Rhythm,
            Weekday = existing?.Weekday ?? DayOfWeek.Monday,
            DayOfMonth = existing?.DayOfMonth ?? 1,
            Time = existing?.Time ?? new(8, 0),
            Cron = existing?.Cron,
            Channels = [.. input.Channels.Distinct()],
            Scope = input.Scope,
            Environments = [.. input.Environments.Distinct().Order()],
            Providers = [.. input.Providers.Distinct()],
        };
        plan.TimeZone = input.TimeZone.Trim() is { Length: > 0 } zone ? zone : TimeZoneInfo.Utc.Id;
        if (!CronTime.TryZone(plan.TimeZone, out _)) errors.Add(new(nameof(input.TimeZone), CronTime.UnknownZone(plan.TimeZone)));
        switch (input.Rhythm)
        {
            case ReportRhythm.Cron:
                TakeCron(input, plan, errors);
                return new(plan, errors);
            case ReportRhythm.Weekly:
                plan.Weekday = input.Weekday;
                if (!Enum.IsDefined(input.Weekday)) errors.Add(new(nameof(input.Weekday), "Choose a day of the week."));
                break;
            case ReportRhythm.Monthly:
                TakeDay(input, plan, errors);
                break;
            case ReportRhythm.Daily:
                break;
            default:
                errors.Add(new(nameof(input.Rhythm), "Choose one of the offered rhythms."));
                return new(plan, errors);
        }

        if (TimeOnly.TryParseExact(input.Time.Trim(), ["HH:mm", "HH:mm:ss", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) plan.Time = new(at.Hour, at.Minute);
        else errors.Add(new(nameof(input.Time), "Enter the time of day at which it is sent, such as 08:00."));
        return new(plan, errors);
    }

    /// <summary>What to say if somebody else took the name after it was checked.</summary>
    public static string NameTaken(string name) => $"There is a report called “{name}” already. Choose another name.";

    private void TakeCron(ReportInput input, HealthReport plan, List<FieldMessage> errors)
    {
        plan.Cron = string.Join(' ', input.Cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var zone = CronTime.TryZone(plan.TimeZone, out _) ? plan.TimeZone : TimeZoneInfo.Utc.Id;
        var problem = plan.Cron.Length > CheckPlanRules.LongestCron
            ? $"A cron expression may have at most {CheckPlanRules.LongestCron} characters; this one has {plan.Cron.Length:N0}."
            : CronTime.Problem(plan.Cron, zone, time.GetUtcNow().UtcDateTime, ReportTimes.ShortestCron);
        if (problem is not null) errors.Add(new(nameof(input.Cron), problem));
    }

    private static void TakeDay(ReportInput input, HealthReport plan, List<FieldMessage> errors)
    {
        var typed = input.DayOfMonth.Trim();
        if (string.Equals(typed, LastDay, StringComparison.OrdinalIgnoreCase)) plan.DayOfMonth = HealthReport.LastDay;
        else if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 28) plan.DayOfMonth = day;
        else errors.Add(new(nameof(input.DayOfMonth), "Choose a day from 1 to 28, or the last one: the 29th, 30th and 31st are not in every month."));
    }

    private async Task CheckNameAsync(HealthReport plan, HealthReport? existing, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        if (NameRules.Problem(plan.Name) is { } problem)
        {
            errors.Add(new(nameof(ReportInput.Name), problem));
            return;
        }

        var (normalized, id) = (plan.NormalizedName, existing?.Id ?? Guid.Empty);
        if (await db.HealthReports.AnyAsync(r => r.NormalizedName == normalized && r.Id != id, cancellationToken)) errors.Add(new(nameof(ReportInput.Name), NameTaken(plan.Name)));
    }

    private static void CheckRecipients(ReportInput input, HealthReport plan, List<FieldMessage> errors)
    {
        if (string.IsNullOrWhiteSpace(input.Recipients)) return;
        if (MailAddresses.Read(input.Recipients, out var recipients) is { } problem) errors.Add(new(nameof(input.Recipients), problem));
        plan.Recipients = [.. recipients];
    }

    private async Task CheckChannelsAsync(HealthReport plan, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        if (plan.Channels.Count == 0) return;
        var ids = plan.Channels;
        if (ids.Count > MostChannels) errors.Add(new(nameof(ReportInput.Channels), $"A report goes to at most {MostChannels} webhooks."));
        else if (await db.AlertChannels.CountAsync(c => c.Kind == AlertChannelKind.Webhook && ids.Contains(c.Id), cancellationToken) < ids.Count) errors.Add(new(nameof(ReportInput.Channels), "One of the chosen webhooks is no longer there. Choose again."));
    }

    private async Task CheckScopeAsync(ReportInput input, HealthReport plan, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        switch (plan.Scope)
        {
            case ReportScope.Environments when plan.Environments.Count == 0 || !plan.Environments.TrueForAll(Enum.IsDefined):
                errors.Add(new(nameof(input.Environments), "Choose at least one of the offered environments."));
                break;
            case ReportScope.Chosen when plan.Providers.Count is 0 or > MostProviders:
                errors.Add(new(nameof(input.Providers), plan.Providers.Count == 0 ? "Choose at least one provider." : $"At most {MostProviders} providers can be chosen one by one. Choose all, or all of an environment."));
                break;
            case ReportScope.Chosen:
                var ids = plan.Providers;
                // A deleted one may come back, and is left in a list that it is in.
                if (await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).CountAsync(p => ids.Contains(p.Id), cancellationToken) < ids.Count) errors.Add(new(nameof(input.Providers), "One of the chosen providers is no longer there. Choose again."));
                break;
            case ReportScope.All or ReportScope.Environments:
                break;
            default:
                errors.Add(new(nameof(input.Scope), "Choose which providers it is about."));
                break;
        }
    }
}
