namespace SupportBotPortal.Core.Health.States;

/// <summary>From when on a provider counts as what.</summary>
/// <param name="FailuresBeforeDown">Failures in a row until it is down; as many slow or rate-limited answers until it is that.</param>
/// <param name="SuccessesBeforeUp">Successes in a row until it is up again.</param>
/// <param name="SlowMilliseconds">A passed test that takes longer is slow; <see langword="null"/> = none is.</param>
public sealed record HealthRules(int FailuresBeforeDown = 3, int SuccessesBeforeUp = 2, int? SlowMilliseconds = null)
{
    public static readonly HealthRules Usual = new();
}
