using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>All fields of a plan's form beside what is saved.</summary>
internal static class CheckPlanFields
{
    public static IReadOnlyList<EditedField> Of(Provider saved, CheckPlanForm form, HealthOptions usual)
    {
        var plan = saved.Checks;
        var seconds = CheckPlanForm.SecondsOf(plan, usual);
        return
        [
            EditedFields.Text(nameof(form.Rhythm), "How often", plan.Rhythm.ToString(), form.Rhythm.ToString(), () => form.Rhythm = plan.Rhythm) with
            {
                SavedText = new CheckPlanWords(usual).Rhythm(plan),
                TypedText = RhythmOf(form, usual),
            },
            EditedFields.Text(nameof(form.Every), "Interval", IntervalOf(Shown(seconds)), IntervalOf(form), () => form.TakeInterval(seconds)),
            EditedFields.Text(nameof(form.Cron), "Cron expression", plan.Cron ?? "", form.Cron ?? "", () => form.Cron = plan.Cron),
            EditedFields.Text(nameof(form.TimeZone), "Time zone", plan.TimeZone ?? "", form.TimeZone ?? "", () => form.TimeZone = plan.TimeZone),
            EditedFields.Text(nameof(form.SlowMilliseconds), "Slow after", Text(plan.SlowMilliseconds), form.SlowMilliseconds ?? "", () => form.SlowMilliseconds = Text(plan.SlowMilliseconds)),
            EditedFields.Text(nameof(form.FailuresBeforeDown), "Down after", Text(plan.FailuresBeforeDown), form.FailuresBeforeDown ?? "", () => form.FailuresBeforeDown = Text(plan.FailuresBeforeDown)),
            EditedFields.Text(nameof(form.SuccessesBeforeUp), "Up again after", Text(plan.SuccessesBeforeUp), form.SuccessesBeforeUp ?? "", () => form.SuccessesBeforeUp = Text(plan.SuccessesBeforeUp)),
            EditedFields.Text(nameof(form.DeepHours), "Paid tests", DeepOf(plan.DeepHours is not null, Text(plan.DeepHours)), DeepOf(form.IsDeep, form.DeepHours), () => form.TakeDeep(plan)),
            EditedFields.Text(nameof(form.DeepPerMonth), "Paid calls in a month", Text(plan.DeepPerMonth), form.DeepPerMonth ?? "", () => form.DeepPerMonth = Text(plan.DeepPerMonth)),
        ];
    }

    private static CheckPlanForm Shown(int seconds)
    {
        var form = new CheckPlanForm();
        form.TakeInterval(seconds);
        return form;
    }

    /// <summary>As typed: 60 minutes and 1 hour are the same only to who reads them.</summary>
    private static string IntervalOf(CheckPlanForm form) => $"{form.Every?.Trim()} {form.Unit.ToString().ToLowerInvariant()}";

    private static string DeepOf(bool isDeep, string? hours) => isDeep ? $"every {hours?.Trim()} hours" : "none";

    /// <summary>In the words for a saved one, though what was typed may be none.</summary>
    private static string RhythmOf(CheckPlanForm form, HealthOptions usual) => form.Rhythm switch
    {
        CheckRhythm.Interval => $"every {IntervalOf(form)}",
        CheckRhythm.Cron => $"cron {form.Cron?.Trim()} ({(string.IsNullOrWhiteSpace(form.TimeZone) ? TimeZoneInfo.Utc.Id : form.TimeZone.Trim())})",
        _ => new CheckPlanWords(usual).Rhythm(new() { Rhythm = form.Rhythm }),
    };

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
