using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>Makes what is typed in the form ready for a test or a discovery; a blank key means the stored one, if the origin is the same.</summary>
public sealed class FormTrials(ProviderFormViews views, ProviderValidator validator, ConnectionDrafts drafts, EditedProvider edited, StoredKeyUse storedKey)
{
    public const string TooMany = "Too many calls are under way; wait until one has finished.";

    public async Task<FormTrial> PrepareAsync(HttpContext context, ProviderForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (existing, refusal) = await edited.FindAsync(context, form.Slug, cancellationToken);
        if (refusal is not null) return new() { Refusal = refusal };
        // A stored key is sent in the label that is stored; what has none yet, in the one that it is to get.
        if (existing is not null && !await context.MayAsync(ProviderPermissions.Test, existing.Environment)) return new() { Refusal = new ForbidResult() };
        if (views.Overtaken(form, existing) is { } overtaken) return new() { Check = overtaken.Check, Form = overtaken.View };

        var check = await validator.CheckConnectionAsync(form.ToInput(), existing, cancellationToken);
        if (existing is null) check = check with { Errors = [.. check.Errors, .. await LabelsOfNewAsync(context, form.Environment)] };
        var (draft, notTestable) = check.IsValid ? drafts.FromChecked(check, existing) : (null, null);
        if (draft is not null) await storedKey.NoteAsync(check, existing, context.Actor(), cancellationToken);
        return new() { Check = check, Form = views.Show(form, existing, check), Draft = draft, NotTestable = notTestable };
    }

    private static async Task<IReadOnlyList<FieldMessage>> LabelsOfNewAsync(HttpContext context, ProviderEnvironment label) =>
        [.. await LabelRules.CheckAsync(context, label, ProviderPermissions.Create, "add"), .. await LabelRules.CheckAsync(context, label, ProviderPermissions.Test, "test")];
}
