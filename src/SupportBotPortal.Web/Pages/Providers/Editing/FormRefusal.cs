using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>Refusals that the form shows at its fields.</summary>
public static class FormRefusal
{
    /// <summary>What could not even be read, such as a choice that was never offered: no browser sends that by itself.</summary>
    public static IEnumerable<FieldMessage> Misread(this ModelStateDictionary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Where(field => field.Value?.Errors.Count > 0)
            .Select(field => new FieldMessage(field.Key[(field.Key.IndexOf('.', StringComparison.Ordinal) + 1)..], "This is not one of the offered values."));
    }

    /// <summary>A live call that was refused because of a field: the form says so, although the button aimed at a panel.</summary>
    public static IActionResult RefuseForm(this PageModel page, ProviderEditorView editor)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(editor);
        if (!page.WantsFragment()) return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        page.Response.Headers["HX-Retarget"] = "#provider-form";
        page.Response.Headers["HX-Reswap"] = "outerHTML";
        return page.Fragment("/Pages/Providers/Editing/_Form.cshtml", editor.Form, StatusCodes.Status422UnprocessableEntity);
    }
}
