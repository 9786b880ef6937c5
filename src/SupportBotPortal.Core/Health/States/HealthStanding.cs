using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.States;

/// <summary>Where a provider stands, and what it takes to change that: all that has to be remembered from one test to the next.</summary>
public sealed record HealthStanding
{
    public static readonly HealthStanding Start = new();

    public HealthState State { get; init; }

    /// <summary>Something was wrong, and it is not settled that it is over: survives tests that could not be run.</summary>
    public bool IsInTrouble { get; init; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>Rate limits since the last success.</summary>
    public int Limits { get; init; }

    /// <summary>Answers in a row, slow ones included.</summary>
    public int Successes { get; init; }

    /// <summary>Slow answers in a row.</summary>
    public int SlowOnes { get; init; }

    /// <summary>Answers in a row that were not slow.</summary>
    public int QuickOnes { get; init; }

    /// <summary>Where it stands after one more test.</summary>
    /// <param name="isDecisive">
    /// A person looked on: the state is what they saw. Trouble needs as many failures as ever, and so do the alerts that come of it;
    /// but who has mended something and seen it pass need not wait for the schedule to agree.
    /// </param>
    public HealthStanding After(CheckVerdict verdict, HealthRules rules, bool isDecisive = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return verdict switch
        {
            CheckVerdict.Passed or CheckVerdict.Slow => AfterAnswer(verdict == CheckVerdict.Slow, isDecisive ? rules with { SuccessesBeforeUp = 1 } : rules),
            CheckVerdict.Failed => AfterRefusal(this with { Failures = Failures + 1 }, HealthState.Down, Failures + 1 >= rules.FailuresBeforeDown, isDecisive),
            CheckVerdict.RateLimited => AfterRefusal(this with { Limits = Limits + 1 }, HealthState.RateLimited, Limits + 1 >= rules.FailuresBeforeDown, isDecisive),
            // Not a matter of chance: it stays until somebody pays.
            CheckVerdict.Quota => AfterRefusal(this, HealthState.Quota, isReached: true, isDecisive),
            CheckVerdict.NotTestable => this with { State = HealthState.NotTestable, Successes = 0, QuickOnes = 0, SlowOnes = 0 },
            CheckVerdict.Interrupted => this,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };
    }

    private HealthStanding AfterAnswer(bool isSlow, HealthRules rules)
    {
        var next = this with
        {
            Failures = 0,
            Limits = 0,
            Successes = Successes + 1,
            SlowOnes = isSlow ? SlowOnes + 1 : 0,
            QuickOnes = isSlow ? 0 : QuickOnes + 1,
        };
        if (IsInTrouble && next.Successes < rules.SuccessesBeforeUp) return next with { State = State == HealthState.NotTestable ? HealthState.Unknown : State };
        var state = State == HealthState.Slow && next.QuickOnes < rules.SuccessesBeforeUp ? HealthState.Slow
            : next.SlowOnes >= rules.FailuresBeforeDown ? HealthState.Slow
            : HealthState.Healthy;
        return next with { State = state, IsInTrouble = false };
    }

    /// <summary>With another address, key or settings: what was counted is about something else. Whether all is well again is open.</summary>
    public HealthStanding WithAnotherConnection() => new() { State = State, IsInTrouble = IsInTrouble };

    /// <param name="state">What it comes to.</param>
    /// <param name="isReached">Whether the rules have it there now.</param>
    private HealthStanding AfterRefusal(HealthStanding next, HealthState state, bool isReached, bool isDecisive)
    {
        next = next with { Successes = 0, SlowOnes = 0, QuickOnes = 0, IsInTrouble = IsInTrouble || isReached };
        if (isReached || isDecisive) return next with { State = state };
        return next with { State = State == HealthState.NotTestable ? HealthState.Unknown : State };
    }
}
