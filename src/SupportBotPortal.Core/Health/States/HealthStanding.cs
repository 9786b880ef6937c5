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
    public HealthStanding After(CheckVerdict verdict, HealthRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return verdict switch
        {
            CheckVerdict.Passed or CheckVerdict.Slow => AfterAnswer(verdict == CheckVerdict.Slow, rules),
            CheckVerdict.Failed => AfterRefusal(this with { Failures = Failures + 1 }, Failures + 1 >= rules.FailuresBeforeDown ? HealthState.Down : null),
            CheckVerdict.RateLimited => AfterRefusal(this with { Limits = Limits + 1 }, Limits + 1 >= rules.FailuresBeforeDown ? HealthState.RateLimited : null),
            // Not a matter of chance: it stays until somebody pays.
            CheckVerdict.Quota => AfterRefusal(this, HealthState.Quota),
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

    /// <param name="reached">The state that the rules have it in now; <see langword="null"/> while it is too early to say.</param>
    private HealthStanding AfterRefusal(HealthStanding next, HealthState? reached)
    {
        next = next with { Successes = 0, SlowOnes = 0, QuickOnes = 0 };
        if (reached is { } state) return next with { State = state, IsInTrouble = true };
        return next with { State = State == HealthState.NotTestable ? HealthState.Unknown : State };
    }
}
