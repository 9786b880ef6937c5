using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Ninety days of tests: one provider that is well but for two outages, one that is down, one that is limited.</summary>
internal static class SceneryHealth
{
    private const int Days = 90;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var providers = await db.Providers.ToDictionaryAsync(p => p.Slug);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await WriteAsync(portal, providers["production-openai"], now, age => age switch
        {
            { TotalDays: > 40 and < 41.5 } => null,
            { TotalHours: > 20 and < 22 } or { TotalDays: > 12 and < 12.3 } => FailureCause.ProviderError,
            { TotalDays: > 60 and < 60.2 } => FailureCause.Tls,
            { TotalHours: > 6 and < 7 } => FailureCause.RateLimit,
            _ => FailureCause.PluginError,
        });
        await WriteAsync(portal, providers["on-prem-vllm"], now, age => age.TotalDays < 1.2 ? FailureCause.Tls : FailureCause.PluginError);
        await WriteAsync(portal, providers["staging-openai"], now, age => age.TotalHours < 5 ? FailureCause.RateLimit : FailureCause.PluginError);
        await db.SaveChangesAsync();
        await NoteAsync(portal, providers["production-openai"].Id, now);
    }

    /// <param name="what">By age: the cause of a failure, <see cref="FailureCause.PluginError"/> for an answer, <see langword="null"/> for no test.</param>
    private static async Task WriteAsync(PortalFactory portal, Provider provider, DateTime now, Func<TimeSpan, FailureCause?> what)
    {
        var checks = new List<FinishedCheck>();
        for (var at = now.AddDays(-Days); at < now; at += Every)
        {
            if (what(now - at) is not { } cause) continue;
            var isAnswered = cause == FailureCause.PluginError;
            // Busier by day than by night, and never twice the same.
            var milliseconds = 220 + (int)(90 * Math.Sin(at.Hour / 24.0 * Math.Tau)) + (checks.Count * 37 % 120) + (checks.Count % 41 == 0 ? 700 : 0);
            checks.Add(new(
                provider.Id,
                provider.ConnectionRevision,
                new ProviderTestRecord
                {
                    At = at,
                    Outcome = isAnswered ? ProviderTestOutcome.Passed : ProviderTestOutcome.Failed,
                    Cause = isAnswered ? null : cause,
                    Message = isAnswered ? "" : cause switch { FailureCause.Tls => "The certificate expired on 2026-11-01.", FailureCause.RateLimit => "Too many requests; the provider asks to wait 20 s.", _ => "The provider failed while it was answering (500)." },
                    Milliseconds = milliseconds,
                    Proof = isAnswered ? ProofLevel.KeyProven : ProofLevel.None,
                    StartedBy = checks.Count % 50 == 3 ? "rosa@example.com" : "schedule",
                },
                checks.Count % 50 == 3 ? CheckKind.Manual : CheckKind.Scheduled,
                isAnswered ? $"2/14/31/{milliseconds / 2}/{milliseconds / 3}" : cause == FailureCause.Tls ? "2/14/9" : $"2/14/31/{milliseconds}",
                new HealthRules(SlowMilliseconds: 800)));
        }

        var written = await portal.Services.GetRequiredService<HealthWriter>().WriteAsync(checks, CancellationToken.None);
        var subject = written.Subjects.Single();
        (provider.Health.State, provider.Health.Since, provider.Health.Proof, provider.Health.Cause, provider.Health.Recent, provider.Health.CheckId) = (subject.Standing.State, subject.Since, subject.Proof, subject.Cause, subject.Recent, subject.LastCheckId);
    }

    private static async Task NoteAsync(PortalFactory portal, Guid providerId, DateTime now)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContextAsync();
        var incident = await db.Incidents.Where(i => i.EndedAt != null && db.Subjects.Any(s => s.Id == i.SubjectId && s.ProviderId == providerId)).OrderByDescending(i => i.Id).FirstAsync();
        (incident.Note, incident.NoteBy, incident.NoteAt) = ("Their status page says: a database failover that took longer than planned.\nNothing to do on our side; Luis moved the bot to staging for two hours.", "rosa@example.com", now.AddHours(-18));
        await db.SaveChangesAsync();
    }
}
