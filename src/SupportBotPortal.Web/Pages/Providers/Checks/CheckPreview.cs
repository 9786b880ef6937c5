using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>What a plan will do and cost, while it is typed.</summary>
public sealed record CheckPreview
{
    /// <summary>What is wrong with the first field that is; then there is nothing to foresee.</summary>
    public string? Problem { get; private init; }

    public CheckForecast? Forecast { get; private init; }

    public required CheckPlan Plan { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Whether the portal tests anything by itself.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Whether the times that are foreseen will come.</summary>
    public bool IsComing => IsActive && IsOn;

    public static CheckPreview Of(CheckPlanCheck check, Provider provider, HealthOptions usual, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(usual);
        return new CheckPreview
        {
            Plan = check.Plan,
            IsActive = provider.IsActive,
            IsOn = usual.IsOn,
            Problem = check.IsValid ? null : check.Errors[0].Message,
            Forecast = check.IsValid ? CheckForecast.Of(check.Plan, provider.Id, usual.Interval, now) : null,
        };
    }

    /// <summary>E.g. “About 8,640 tests in 30 days: 8,610 are free, 30 cost one call each.”</summary>
    public string Summary => Forecast switch
    {
        null => "",
        _ when Plan.Rhythm == CheckRhythm.Off => "Tested only when somebody presses “Test”. If it breaks, the portal does not notice by itself.",
        { Tests: 0 } => $"No test in the next {CheckForecast.Days} days.",
        { Free: 0 } some => $"{Tests(some)} in {CheckForecast.Days} days, each of which costs a call.",
        { Paid: 0 } some => $"{Tests(some)} in {CheckForecast.Days} days, free of charge: nothing is generated.",
        var some => $"{Tests(some)} in {CheckForecast.Days} days: {some.Free:N0} free, and {(some.Paid == 1 ? "1 that costs a call" : $"{some.Paid:N0} that cost a call each")}.",
    };

    /// <summary>What the budget withholds; <see langword="null"/> if nothing.</summary>
    public string? Budget => Forecast is { } some && some.PaidWanted > some.Paid
        ? $"{some.PaidWanted:N0} would cost a call at this interval. The budget stops them at {some.Paid:N0} in a calendar month; then the free tests go on."
        : null;

    private static string Tests(CheckForecast some) => $"{(some.IsRough ? "About " : "")}{some.Tests:N0} {(some.Tests == 1 ? "test" : "tests")}";
}
