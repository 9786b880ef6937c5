using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>A live call that was refused because of a field: the form says so, although the button aimed at a panel.</summary>
public static class FormRefusal
{
    public static IActionResult RefuseForm(this PageModel page, ProviderEditorView editor)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(editor);
        if (!page.WantsFragment()) return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        page.Response.Headers["HX-Retarget"] = "#provider-form";
        page.Response.Headers["HX-Reswap"] = "outerHTML";
        return page.Fragment("_Form", editor.Form, StatusCodes.Status422UnprocessableEntity);
    }
}
