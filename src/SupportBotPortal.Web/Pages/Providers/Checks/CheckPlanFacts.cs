using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>A provider's tests by schedule, to read.</summary>
/// <param name="Slug">Which.</param>
/// <param name="Rhythm">E.g. “every 5 minutes (usual)”.</param>
/// <param name="Waits">Why none is due; <see langword="null"/> if one may be.</param>
/// <param name="NextAt">When the next one is due, if that is known.</param>
/// <param name="Paid">What costs something; <see langword="null"/> if nothing does.</param>
/// <param name="Rules">What counts as slow or down.</param>
public sealed record CheckPlanFacts(string Slug, string Rhythm, string? Waits, DateTime? NextAt, string? Paid, string Rules)
{
    public static CheckPlanFacts Of(Provider provider, HealthOptions usual, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(usual);
        var (plan, words) = (provider.Checks, new CheckPlanWords(usual));
        var isOff = plan.Rhythm == CheckRhythm.Off;
        var waits = (isOff, provider.IsActive, usual.IsOn) switch
        {
            (true, _, _) => "only when somebody presses “Test”",
            (_, false, _) => "not tested while inactive",
            (_, _, false) => "but this portal tests nothing by itself at present (Health:IsOn)",
            _ => null,
        };
        var paid = plan.DeepHours is not null && !isOff
            ? $"A paid test {CheckPlanWords.Paid(plan)}, {DeepTimes.Used(provider.CheckSlot, now):N0} of {plan.DeepPerMonth:N0} this month"
            : null;
        var rules = $"Slow after {words.Slow(plan)}, down after {Count(plan.FailuresBeforeDown, "failure")}, up after {Count(plan.SuccessesBeforeUp, "success")}";
        return new(provider.Slug, words.Rhythm(plan), waits, waits is null ? provider.CheckSlot.NextAt : null, paid, rules);
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}{(what.EndsWith('s') ? "es" : "s")}";
}
