using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>Reads a typed plan; every refusal is a sentence at its field.</summary>
public static class CheckPlanRules
{
    public const int LongestCron = 120;
    public const int FastestSlow = 10;
    public const int SlowestSlow = 60_000;
    public const int MostInARow = 20;
    public const int LargestBudget = 1_000;

    private static readonly int LongestDeepHours = (int)DeepTimes.Longest.TotalHours;

    /// <param name="input">As typed.</param>
    /// <param name="stored">What is planned now. What belongs to a rhythm that was not chosen stays as it is there: who turns the tests off finds the cron expression again.</param>
    /// <param name="now">From when on a cron expression must fire.</param>
    public static CheckPlanCheck Check(CheckPlanInput input, CheckPlan stored, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(stored);
        var errors = new List<FieldMessage>();
        var (seconds, cron, zone) = (stored.Seconds, stored.Cron, stored.TimeZone);
        switch (input.Rhythm)
        {
            case CheckRhythm.Interval:
                seconds = Seconds(input, errors) ?? seconds;
                break;
            case CheckRhythm.Cron:
                (cron, zone) = Cron(input, now, errors);
                break;
            case CheckRhythm.Usual or CheckRhythm.Off:
                break;
            default:
                errors.Add(new(nameof(input.Rhythm), "Choose one of the offered rhythms."));
                break;
        }

        var slow = input.SlowMilliseconds.Trim().Length == 0 ? null : Number(input.SlowMilliseconds, FastestSlow, SlowestSlow, nameof(input.SlowMilliseconds),
            $"Enter a number of milliseconds from {FastestSlow} to {SlowestSlow:N0}, or nothing for the portal’s usual threshold.", errors);
        var failures = Number(input.FailuresBeforeDown, 1, MostInARow, nameof(input.FailuresBeforeDown), $"Enter how many tests in a row must fail, from 1 to {MostInARow}.", errors);
        var successes = Number(input.SuccessesBeforeUp, 1, MostInARow, nameof(input.SuccessesBeforeUp), $"Enter how many tests in a row must pass, from 1 to {MostInARow}.", errors);
        int? hours = null, budget = null;
        if (input.IsDeep)
        {
            hours = Number(input.DeepHours, (int)DeepTimes.Shortest.TotalHours, LongestDeepHours, nameof(input.DeepHours), $"Enter a number of hours from {DeepTimes.Shortest.TotalHours:0} to {LongestDeepHours}, such as 24 for once a day.", errors);
            budget = Number(input.DeepPerMonth, 1, LargestBudget, nameof(input.DeepPerMonth), $"Enter how many calls may cost something in a month, from 1 to {LargestBudget:N0}. For none, leave out the paid tests.", errors);
        }

        return new(new CheckPlan
        {
            Rhythm = input.Rhythm,
            Seconds = seconds,
            Cron = cron,
            TimeZone = zone,
            SlowMilliseconds = slow,
            FailuresBeforeDown = failures ?? stored.FailuresBeforeDown,
            SuccessesBeforeUp = successes ?? stored.SuccessesBeforeUp,
            DeepHours = hours,
            DeepPerMonth = budget ?? stored.DeepPerMonth,
        }, errors);
    }

    private static int? Seconds(CheckPlanInput input, List<FieldMessage> errors)
    {
        if (!Enum.IsDefined(input.Unit))
        {
            errors.Add(new(nameof(input.Unit), "Choose seconds, minutes or hours."));
            return null;
        }

        var typed = input.Every.Trim();
        if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            // Digits alone, and too many to count.
            if (typed.Length > 0 && typed.All(char.IsAsciiDigit)) errors.Add(TooLong());
            else errors.Add(new(nameof(input.Every), "Enter a whole number, such as 5 minutes. For an hour and a half, enter 90 minutes."));
            return null;
        }

        var seconds = number * (long)(input.Unit switch { IntervalUnit.Hours => 3600, IntervalUnit.Minutes => 60, _ => 1 });
        if (seconds < CheckTimes.ShortestInterval.TotalSeconds)
        {
            errors.Add(new(nameof(input.Every), "The shortest interval is 30 seconds: a provider that is asked more often soon answers with its rate limit."));
            return null;
        }

        if (seconds <= CheckTimes.LongestInterval.TotalSeconds) return (int)seconds;
        errors.Add(TooLong());
        return null;

        static FieldMessage TooLong() => new(nameof(CheckPlanInput.Every), "The longest interval is 168 hours, which is a week. To test it only when somebody asks, choose “Off”.");
    }

    private static (string Cron, string Zone) Cron(CheckPlanInput input, DateTime now, List<FieldMessage> errors)
    {
        var cron = string.Join(' ', input.Cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var zone = input.TimeZone.Trim() is { Length: > 0 } typed ? typed : TimeZoneInfo.Utc.Id;
        var knowsZone = CronTime.TryZone(zone, out _);
        var problem = cron.Length > LongestCron
            ? $"A cron expression may have at most {LongestCron} characters; this one has {cron.Length:N0}."
            : CronTime.Problem(cron, knowsZone ? zone : TimeZoneInfo.Utc.Id, now, CheckTimes.ShortestInterval);
        if (problem is not null) errors.Add(new(nameof(input.Cron), problem));
        if (!knowsZone) errors.Add(new(nameof(input.TimeZone), CronTime.UnknownZone(zone)));
        return (cron, zone);
    }

    private static int? Number(string typed, int least, int most, string field, string problem, List<FieldMessage> errors)
    {
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        errors.Add(new(field, problem));
        return null;
    }
}
