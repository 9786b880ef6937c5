using Humanizer;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>What bots used.</summary>
[RequirePermission(UsagePermissions.View)]
public sealed class IndexModel(UsageReader usage, TimeProvider time) : PageModel
{
    public UsageQuery Query { get; private set; } = null!;

    public UsageWindow Window { get; private set; } = null!;

    public UsageReport Report { get; private set; } = null!;

    /// <summary>Whether the filter leaves attempts at models, and not requests of bots.</summary>
    public bool OfModels => Query.Filter.IsOfModels;

    public BarChartView Requests => BarChartView.OfRequests(Window, Report, OfModels);

    public BarChartView Tokens => BarChartView.OfTokens(Window, Report);

    public TimesChartView Times => TimesChartView.Of(Window, Report);

    public IReadOnlyList<UsageTile> Tiles
    {
        get
        {
            var total = Report.Total;
            var (all, failed) = (UsageWords.AllOf(total, OfModels), UsageWords.FailedOf(total, OfModels));
            var answered = total.Answered + total.ByFallback;
            return
            [
                new(OfModels ? "Attempts" : "Requests", $"{all:N0}", $"{answered:N0} answered{(total.ByFallback > 0 ? $", {total.ByFallback:N0} by a fallback" : "")}"),
                new("Without a whole answer", $"{failed:N0}", failed == 0 ? "none" : UsageWords.ReasonsOfFailed(total, OfModels), failed > 0),
                .. UsageWords.RefusedOf(total, OfModels) is > 0 and var refused ? [new("Refused to bots", $"{refused:N0}", UsageWords.ReasonsOfRefused(total))] : (IEnumerable<UsageTile>)[],
                new("Tokens", UsageWords.Rounded(total.InputTokens + total.OutputTokens), $"{total.InputTokens:N0} in, {total.OutputTokens:N0} out{(total.Untold > 0 ? $"; unknown of {"answer".ToQuantity(total.Untold)}" : "")}"),
                new("Half answered within", UsageWords.Milliseconds(total.DurationMedian), $"95 % within {UsageWords.Milliseconds(total.DurationP95)}"),
            ];
        }
    }

    public async Task<IActionResult> OnGetAsync(string? range, string? by, string? provider, string? model, string? bot, CancellationToken cancellationToken)
    {
        if (UsageQuery.Read(range, by, provider, model, bot) is not { } query) return NotFound();
        (Query, Window) = (query, new(query.Range, time.GetUtcNow().UtcDateTime));
        Report = await usage.ReadAsync(Window, query.Filter, query.Grouping, cancellationToken);
        return Page();
    }

    /// <summary>The same of one group alone.</summary>
    public string UrlOf(UsageGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return (Query with { Filter = new(group.ProviderId ?? Query.Filter.ProviderId, group.ModelId ?? Query.Filter.ModelId, group.TokenId ?? Query.Filter.TokenId) }).Url();
    }
}
