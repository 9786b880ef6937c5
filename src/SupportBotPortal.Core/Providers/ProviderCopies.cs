using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>Finds names for copies of providers.</summary>
public sealed class ProviderCopies(PortalDbContext db)
{
    /// <summary>“… (copy)”, “… (copy 2)” and so on: the first that is free now. Whether it still is, saving says.</summary>
    public async Task<string> FreeNameAsync(string name, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var copy = ProviderNames.WithAddition(name, number == 1 ? " (copy)" : $" (copy {number})");
            var normalized = ProviderNames.Normalize(copy);
            if (!await db.Providers.AnyAsync(p => p.NormalizedName == normalized, cancellationToken)) return copy;
        }
    }
}
