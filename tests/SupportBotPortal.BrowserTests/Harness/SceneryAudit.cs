using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>What has happened, besides what the other sceneries did.</summary>
internal static class SceneryAudit
{
    private static readonly Actor Rosa = new(Guid.NewGuid(), SceneryPeople.Rosa, "203.0.113.7");
    private static readonly Actor Stranger = new(null, "unknown", "2001:db8:1234:5678:9abc:def0:1234:5678");

    public static async Task WriteAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var trail = portal.Services.GetRequiredService<AuditTrail>();
        var provider = await db.Providers.OrderBy(p => p.Name).FirstAsync();
        await trail.CommitAsync(db, Stranger, new("sign_in.refused"), default);
        await trail.CommitAsync(db, Rosa, new("provider.edited")
        {
            SubjectType = "provider",
            SubjectId = provider.Id.ToString(),
            SubjectName = provider.Name,
            Changes = [new("Base URL", "https://api.example.com/v1", "https://api.eu.example.com/v1"), AuditChange.Secret("API key", "replaced"), new("Environment", "Staging", "Production")],
        }, default);
        await trail.CommitAsync(db, Rosa, new("generation.saved")
        {
            SubjectType = "generation",
            SubjectId = "7",
            SubjectName = "Version 7",
            Changes = [new("Temperature", "0.7", "0.2"), new("System prompt", "You are the assistant of a shop.\nBe brief.\nNever promise a refund.", "You are the assistant of a shop.\nBe thorough, and ask back when something is not clear.\nNever promise a refund.")],
        }, default);
        await trail.CommitAsync(db, Rosa, new("health_report.exported") { Changes = [new("Report", null, "Weekly"), new("Format", null, "csv")] }, default);
    }
}
