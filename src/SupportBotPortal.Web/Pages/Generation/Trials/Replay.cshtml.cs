using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Asks all saved examples of what stands in the form.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(ProviderPermissions.Test)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
[LargeForm]
public sealed class ReplayModel(GenerationEditors editors, TrialDrafts drafts, TrialExamples examples, ReplayRuns replays) : PageModel
{
    [BindProperty]
    public GenerationForm Form { get; set; } = new();

    [BindProperty]
    public string? Message { get; set; }

    public GenerationEditor Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Generation/Edit");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (draft, _, problem) = await drafts.ReadAsync(HttpContext, Form, cancellationToken);
        var replay = new ReplayPanel([.. (await examples.AllAsync(cancellationToken)).Select((example, number) => new ReplayRow(number, example, null))]);
        if (replay.Rows.Count == 0) problem ??= "There is no example yet. Try a question first, and save its answer as one.";
        var (run, isUnderWay) = problem is null ? replays.Start(HttpContext.RunOwner(), draft!, replay) : default;
        if (run is null) return await ShowAsync(new(null) { Problem = problem ?? (isUnderWay ? "A replay of yours is under way. Wait for its end, or stop it." : TrialWords.TooMany) }, cancellationToken);
        if (this.WantsFragment()) return await ShowAsync(new(run.Id) { Replay = replay }, cancellationToken);

        // Without JavaScript the page waits for the answers.
        await run.EndedAsync(cancellationToken);
        return await ShowAsync(new(null)
        {
            Replay = new([.. replay.Rows.Select(row => run.Latest(row.Key)?.Model as ReplayRow ?? row)]) { Sum = run.Latest(TrialPanel.After)?.Model as ReplaySum },
        }, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(TrialPanel panel, CancellationToken cancellationToken)
    {
        if (this.WantsFragment()) return this.Fragment("_Trial", panel);
        Editor = await editors.OfAsync(Form, [], null, cancellationToken) with { Trial = panel with { Message = Message ?? "" } };
        return Page();
    }
}
