using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>Forgets hours and days that are older than the settings want them kept. When a bot last asked stays: it is one row for each token.</summary>
public sealed class UsageRetention(IDbContextFactory<UsageDbContext> contexts, IOptions<UsageOptions> options, TimeProvider time, ILogger<UsageRetention> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow().UtcDateTime.Date.AddDays(-options.Value.KeepDays);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var forgotten = await db.Hours.Where(h => h.Start < until).OrderBy(h => h.Start).DeletePiecewiseAsync(cancellationToken);
        await db.Days.Where(d => d.Start < until).OrderBy(d => d.Start).DeletePiecewiseAsync(cancellationToken);
        if (forgotten > 0) logger.LogInformation("Forgot {Rows} rows of usage that are older than {Days} days", forgotten, options.Value.KeepDays);
    }
}
