using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Tries what stands in the form, beside what is in production. Nothing is stored.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(ProviderPermissions.Test)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
[LargeForm]
public sealed class TryModel(GenerationEditors editors, TrialDrafts drafts, TrialRuns trials) : PageModel
{
    [BindProperty]
    public GenerationForm Form { get; set; } = new();

    /// <summary>What the customer says.</summary>
    [BindProperty]
    public string? Message { get; set; }

    public GenerationEditor Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Generation/Edit");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (draft, production, problem) = await drafts.ReadAsync(HttpContext, Form, cancellationToken);
        var message = (Message ?? "").Trim();
        problem ??= message.Length == 0 ? "Write what a customer would say."
            : message.Length > TrialExamples.LongestQuestion ? $"The message may have at most {TrialExamples.LongestQuestion:N0} characters; this one has {message.Length:N0}."
            : null;
        var beside = draft is null || production?.Model is null || GenerationWords.Differences(production, draft).Count == 0 ? null : production;
        var run = problem is null ? trials.Start(HttpContext.RunOwner(), draft!, beside, message) : null;
        if (run is null) return await ShowAsync(new(null) { Message = Message ?? "", Problem = problem ?? TrialWords.TooMany }, cancellationToken);
        var panel = new TrialPanel(run.Id)
        {
            Message = message,
            OfDraft = TrialRuns.Waiting(TrialPanel.Draft, draft!),
            OfProduction = beside is null ? null : TrialRuns.Waiting(TrialPanel.Production, beside),
        };
        if (this.WantsFragment()) return this.Fragment("_Trial", panel);

        // Without JavaScript the page waits for the answers.
        await run.EndedAsync(cancellationToken);
        return await ShowAsync(panel with
        {
            RunId = null,
            OfDraft = run.Latest(TrialPanel.Draft)?.Model as TrialAnswer ?? panel.OfDraft,
            OfProduction = run.Latest(TrialPanel.Production)?.Model as TrialAnswer ?? panel.OfProduction,
            Ended = run.Latest(TrialPanel.After)?.Model as TrialAfter,
        }, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(TrialPanel panel, CancellationToken cancellationToken)
    {
        if (this.WantsFragment()) return this.Fragment("_Trial", panel);
        Editor = await editors.OfAsync(Form, [], null, cancellationToken) with { Trial = panel };
        return Page();
    }
}
