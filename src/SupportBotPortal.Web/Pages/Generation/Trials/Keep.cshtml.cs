using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Keeps an answer as an example.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(GenerationPermissions.Edit)]
[RequirePermission(ProviderPermissions.Test)]
[LargeForm]
public sealed class KeepModel(GenerationEditors editors, TrialExamples examples) : PageModel
{
    [BindProperty]
    public GenerationForm Form { get; set; } = new();

    [BindProperty]
    public KeepForm Keep { get; set; } = new();

    [BindProperty]
    public string? Message { get; set; }

    public GenerationEditor Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Generation/Edit");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var input = Keep.ToInput();
        var check = await examples.CheckAsync(input, cancellationToken);
        if (check.Errors.Count == 0 && !await examples.KeepAsync(check, HttpContext.Actor(), cancellationToken)) check = await examples.CheckAsync(input, cancellationToken);
        var after = check.Errors.Count > 0 ? new TrialAfter(input) { Errors = check.Errors } : new TrialAfter(input) { KeptAs = check.Example.Name };
        var status = check.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        if (this.WantsFragment()) return this.Fragment("_After", after.KeptAs is null ? after : after with { Examples = await examples.CountAsync(cancellationToken) }, status);
        Editor = await editors.OfAsync(Form, [], null, cancellationToken) with { Trial = new(null) { Message = Message ?? "", Ended = after } };
        return new PageResult { StatusCode = status };
    }
}
