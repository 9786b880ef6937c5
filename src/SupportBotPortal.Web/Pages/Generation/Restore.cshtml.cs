using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Brings an earlier version back, as a new one.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(GenerationPermissions.Edit)]
public sealed class RestoreModel(GenerationVersions versions, GenerationChanges changes, RestoreRules rules, StandingReader standing) : PageModel
{
    public int Number { get; private set; }

    /// <summary>Why it was not brought back.</summary>
    public string Problem { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancellationToken) =>
        await versions.FindAsync(number, cancellationToken) is null ? NotFound() : RedirectToPage("/Generation/Version", new { number });

    /// <param name="seen">The version that was in production when the button was shown.</param>
    public async Task<IActionResult> OnPostAsync(int number, int seen, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(number, cancellationToken) is not { } earlier) return NotFound();
        Number = number;
        if (await rules.ProblemAsync(earlier, cancellationToken) is { } problem) return Refuse(problem, 422);
        var result = await changes.RestoreAsync(seen, earlier, HttpContext.Actor(), cancellationToken);
        if (result.Outcome == ChangeOutcome.Conflict) return Refuse($"Somebody saved version {result.Number} after you opened the page. Look at what it changed, and bring version {number} back from there if you still want it.", 409);
        TempData.Say(result.IsNew ? $"Version {number} is back, as version {result.Number}{StandingWords.AfterSaving(await standing.ReadAsync(cancellationToken))}" : $"Version {number} is the same as what is in production, so there is no new version.");
        return RedirectToPage("/Generation/Index");
    }

    private PageResult Refuse(string problem, int status)
    {
        Problem = problem;
        return new PageResult { StatusCode = status };
    }
}
