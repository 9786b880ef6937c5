using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>What the form of a provider's tests by schedule sends.</summary>
public sealed class CheckPlanForm : ISettledForm
{
    /// <summary>What is offered to who first ticks the paid tests.</summary>
    private const int OfferedDeepHours = 24;

    /// <summary>What the preview needs to be sent: neither tokens nor fingerprints belong into an address.</summary>
    public static string PreviewFields { get; } = string.Join(',', ((string[])
        [nameof(Rhythm), nameof(Every), nameof(Unit), nameof(Cron), nameof(TimeZone), nameof(SlowMilliseconds), nameof(FailuresBeforeDown), nameof(SuccessesBeforeUp), nameof(IsDeep), nameof(DeepHours), nameof(DeepPerMonth)])
        .Select(field => "Form." + field));

    /// <summary>The version of the provider that was shown.</summary>
    public int Version { get; set; }

    /// <summary>Fingerprints of what the fields had when they were shown, see <see cref="EditConflict"/>.</summary>
    public string? Seen { get; set; }

    /// <summary>After a conflict: the fields for which the saved value is to stay.</summary>
    public List<string> TakeSaved { get; set; } = [];

    public CheckRhythm Rhythm { get; set; }

    public string? Every { get; set; }

    public IntervalUnit Unit { get; set; } = IntervalUnit.Minutes;

    public string? Cron { get; set; }

    public string? TimeZone { get; set; }

    public string? SlowMilliseconds { get; set; }

    public string? FailuresBeforeDown { get; set; }

    public string? SuccessesBeforeUp { get; set; }

    public bool IsDeep { get; set; }

    public string? DeepHours { get; set; }

    public string? DeepPerMonth { get; set; }

    public static CheckPlanForm From(Provider provider, HealthOptions usual)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var plan = provider.Checks;
        var form = new CheckPlanForm
        {
            Version = provider.Version,
            Rhythm = plan.Rhythm,
            Cron = plan.Cron,
            TimeZone = plan.TimeZone,
            SlowMilliseconds = plan.SlowMilliseconds?.ToString(CultureInfo.InvariantCulture),
            FailuresBeforeDown = plan.FailuresBeforeDown.ToString(CultureInfo.InvariantCulture),
            SuccessesBeforeUp = plan.SuccessesBeforeUp.ToString(CultureInfo.InvariantCulture),
            DeepPerMonth = plan.DeepPerMonth.ToString(CultureInfo.InvariantCulture),
        };
        form.TakeInterval(SecondsOf(plan, usual));
        form.TakeDeep(plan);
        return form;
    }

    /// <summary>The interval that is shown: of its own, or the usual one to begin with.</summary>
    public static int SecondsOf(CheckPlan plan, HealthOptions usual)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(usual);
        return plan.Seconds ?? (int)usual.Interval.TotalSeconds;
    }

    /// <summary>In the largest unit that says it without a rest.</summary>
    public void TakeInterval(int seconds)
    {
        (var number, Unit) = seconds switch
        {
            _ when seconds % 3600 == 0 => (seconds / 3600, IntervalUnit.Hours),
            _ when seconds % 60 == 0 => (seconds / 60, IntervalUnit.Minutes),
            _ => (seconds, IntervalUnit.Seconds),
        };
        Every = number.ToString(CultureInfo.InvariantCulture);
    }

    public void TakeDeep(CheckPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (IsDeep, DeepHours) = (plan.DeepHours is not null, (plan.DeepHours ?? OfferedDeepHours).ToString(CultureInfo.InvariantCulture));
    }

    public CheckPlanInput ToInput() => new()
    {
        Rhythm = Rhythm,
        Every = Every ?? "",
        Unit = Unit,
        Cron = Cron ?? "",
        TimeZone = TimeZone ?? "",
        SlowMilliseconds = SlowMilliseconds ?? "",
        FailuresBeforeDown = FailuresBeforeDown ?? "",
        SuccessesBeforeUp = SuccessesBeforeUp ?? "",
        IsDeep = IsDeep,
        DeepHours = DeepHours ?? "",
        DeepPerMonth = DeepPerMonth ?? "",
    };
}
