using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>Puts tests that have ended into a portal's history, on the way that the schedule's take.</summary>
internal static class FilledHistory
{
    /// <summary>One test after the other of the provider, letters as in <see cref="HealthStandingTests"/>.</summary>
    public static Task WriteAsync(this PortalFactory portal, Guid provider, string letters, DateTime from, TimeSpan between, Func<int, int>? milliseconds = null) =>
        portal.WriteAsync([.. letters.Select((letter, index) => Check(provider, letter, from + (index * between), milliseconds?.Invoke(index) ?? (letter == 'S' ? 9_000 : 100)))]);

    public static async Task WriteAsync(this PortalFactory portal, IReadOnlyCollection<FinishedCheck> checks)
    {
        var written = await portal.Services.GetRequiredService<HealthWriter>().WriteAsync(checks, TestContext.Current.CancellationToken);
        await portal.Services.GetRequiredService<StandingCopy>().ApplyAsync(checks, written.Subjects, TestContext.Current.CancellationToken);
    }

    public static FinishedCheck Check(Guid provider, char letter, DateTime at, int milliseconds = 100, string? startedBy = null) => new(
        provider,
        0,
        new ProviderTestRecord
        {
            At = at,
            Outcome = letter switch { 'P' or 'S' => ProviderTestOutcome.Passed, 'N' => ProviderTestOutcome.NotTestable, _ => ProviderTestOutcome.Failed },
            Cause = letter switch { 'F' => FailureCause.Connect, 'L' => FailureCause.RateLimit, 'Q' => FailureCause.Quota, _ => null },
            Message = letter switch { 'P' or 'S' => "The provider answers.", 'N' => "The key is sealed.", _ => "Nobody answers at 10.0.0.9:443." },
            Milliseconds = milliseconds,
            Proof = letter is 'P' or 'S' ? ProofLevel.KeyProven : ProofLevel.None,
            StartedBy = startedBy ?? "schedule",
        },
        startedBy is null ? CheckKind.Scheduled : CheckKind.Manual,
        letter is 'P' or 'S' ? "1/2/-/30/60" : "1",
        new HealthRules(SlowMilliseconds: 5_000),
        IsInterrupted: letter == 'I');
}
