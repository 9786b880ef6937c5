using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Authorization;

/// <summary><c>permission="llm_provider.edit"</c> hides an element from those who may not; of several, separated by commas, any one suffices. Hiding is never the check.</summary>
[HtmlTargetElement(Attributes = "permission")]
public sealed class PermissionTagHelper(IAuthorizationService authorization) : TagHelper
{
    /// <summary>Before anything else renders the element.</summary>
    public override int Order => -10_000;

    [HtmlAttributeName("permission")]
    public string Permission { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await MayAsync(ViewContext.HttpContext)) output.SuppressOutput();
    }

    /// <summary>Asks once in a request: a list asks the same for every row.</summary>
    private async Task<bool> MayAsync(HttpContext context)
    {
        var known = (Dictionary<string, bool>)(context.Items[typeof(PermissionTagHelper)] ??= new Dictionary<string, bool>());
        if (!known.TryGetValue(Permission, out var may))
            known[Permission] = may = (await authorization.AuthorizeAsync(context.User, null, new RequirePermissionAttribute(Permission.Split(',')))).Succeeded;
        return may;
    }
}
