using Humanizer;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>What is deleted and can come back, the last deleted one first.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class DeletedModel(PortalDbContext db, DatabaseErasure erasure, PluginCatalog plugins, TimeProvider time) : PageModel
{
    public const int PageSize = 50;

    /// <summary>From how few days on one is warned.</summary>
    public const int SoonDays = 7;

    public IReadOnlyList<DeletedRow> Rows { get; private set; } = [];

    public DeletedCursor? Next { get; private set; }

    public int Total { get; private set; }

    public bool IsFirstPage { get; private set; }

    /// <summary>Something was destroyed, and is still in the database's files.</summary>
    public bool IsErasing => erasure.IsPending;

    public static string Left(int days) => days <= 0 ? "within the hour" : $"in {"day".ToQuantity(days)}";

    public async Task OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var cursor = DeletedCursor.Parse(after);
        IsFirstPage = cursor is null;
        Total = await DeletedProviders.Of(db).CountAsync(cancellationToken);
        var query = DeletedProviders.Of(db).AsNoTracking();
#pragma warning disable CA1309 // Translated to SQL, which knows no StringComparison.
        if (cursor is not null) query = query.Where(p => p.DeletedAt < cursor.At || (p.DeletedAt == cursor.At && string.Compare(p.Slug, cursor.Slug) > 0));
#pragma warning restore CA1309
        var providers = await query.OrderByDescending(p => p.DeletedAt).ThenBy(p => p.Slug).Take(PageSize + 1)
            .Select(p => new { p.Slug, p.Name, p.TypeId, p.BaseUrl, p.Environment, At = p.DeletedAt!.Value, By = p.DeletedBy ?? "" }).ToListAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        Rows = [.. providers.Take(PageSize).Select(p => new DeletedRow(p.Slug, p.Name, plugins.TypeOf(p.TypeId)?.DisplayName ?? p.TypeId, p.BaseUrl, p.Environment, p.At, p.By, p.At == UtcDateTimeConverter.Unreadable ? null : (int)Math.Ceiling((p.At + DeletedProviders.Retention - now).TotalDays)))];
        if (providers.Count > PageSize) Next = new(Rows[^1].DeletedAt, Rows[^1].Slug);
    }
}
