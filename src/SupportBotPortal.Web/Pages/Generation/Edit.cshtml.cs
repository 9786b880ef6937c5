using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Chooses the model and its settings; each save is a new version.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(GenerationPermissions.Edit)]
[LargeForm]
public sealed class EditModel(GenerationVersions versions, GenerationEditors editors, ChosenNames names, GenerationRules rules, GenerationChanges changes, StandingReader standing, ProviderCounts counts) : PageModel
{
    [BindProperty]
    public GenerationForm Form { get; set; } = new();

    public GenerationEditor Editor { get; private set; } = null!;

    /// <summary>Which providers there are, if none of them has a model to choose: a form that cannot be saved helps nobody.</summary>
    public ProviderOverview? WithoutModel { get; private set; }

    /// <param name="q">What the list of models is narrowed by, without a script.</param>
    public async Task OnGetAsync(string? q, CancellationToken cancellationToken)
    {
        var saved = await versions.CurrentAsync(cancellationToken);
        Form = await editors.FormAsync(saved, cancellationToken);
        Form.Seen = saved is null ? null : EditConflict.SeenOf(await FieldsAsync(saved, cancellationToken));
        Editor = await editors.OfAsync(Form, [], q, cancellationToken);
        if (saved is null && Editor.OfferedInAll == 0) WithoutModel = await counts.OverviewAsync(ProviderFilter.None, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var saved = await versions.CurrentAsync(cancellationToken);
        if ((saved?.Number ?? 0) != Form.Version && saved is not null && await SettleAsync(saved, cancellationToken) is { IsNoConcern: false } conflict) return await RefuseAsync([], conflict, StatusCodes.Status409Conflict, cancellationToken);
        if (saved is not null) EditConflict.TakeChosen(await FieldsAsync(saved, cancellationToken), Form);
        var check = await rules.CheckAsync(Form.ToInput(), saved?.Settings, cancellationToken);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread()] };
        if (!check.IsValid) return await RefuseAsync(check.Errors, null, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var result = await changes.SaveAsync(Form.Version, check.Settings, check.Comment, HttpContext.Actor(), cancellationToken);
        if (result.Outcome == ChangeOutcome.Conflict && await versions.CurrentAsync(cancellationToken) is { } now) return await RefuseAsync([], await SettleAsync(now, cancellationToken), StatusCodes.Status409Conflict, cancellationToken);
        TempData.Say(result.IsNew ? $"Version {result.Number} is in production{StandingWords.AfterSaving(await standing.ReadAsync(cancellationToken))}" : "Nothing was changed, so there is no new version.");
        return this.GoTo(Url.Page("/Generation/Index")!);
    }

    private async Task<IReadOnlyList<EditedField>> FieldsAsync(GenerationVersion saved, CancellationToken cancellationToken) =>
        GenerationFields.Of(saved, Form, await names.OfAsync(GenerationWords.ModelsOf(saved.Settings), cancellationToken));

    private async Task<EditConflict> SettleAsync(GenerationVersion now, CancellationToken cancellationToken) =>
        EditConflict.Settle(await FieldsAsync(now, cancellationToken), Form, now.Number, now.At, now.By) with { What = "the settings" };

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<FieldMessage> errors, EditConflict? conflict, int status, CancellationToken cancellationToken)
    {
        Editor = await editors.OfAsync(Form, errors, null, cancellationToken) with { Conflict = conflict };
        if (this.WantsFragment()) return this.Fragment("_Form", Editor, status);
        return new PageResult { StatusCode = status };
    }
}
