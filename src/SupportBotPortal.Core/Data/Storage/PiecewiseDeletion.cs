using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Deletes many rows without keeping others from writing for long.</summary>
public static class PiecewiseDeletion
{
    /// <summary>So many rows in one transaction: what is to be written meanwhile waits for some milliseconds.</summary>
    private const int AtOnce = 5_000;

    /// <returns>How many there were.</returns>
    public static async Task<int> DeletePiecewiseAsync<T>(this IOrderedQueryable<T> rows, CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            var deleted = await rows.Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            all += deleted;
            if (deleted < AtOnce) return all;
        }
    }
}
