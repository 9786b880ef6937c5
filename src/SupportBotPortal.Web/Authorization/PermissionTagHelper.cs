using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary><c>permission="llm_provider.edit"</c> hides an element from those who may not; of several, separated by commas, any one suffices. Hiding is never the check.</summary>
[HtmlTargetElement(Attributes = "permission")]
public sealed class PermissionTagHelper : TagHelper
{
    /// <summary>Before anything else renders the element.</summary>
    public override int Order => -10_000;

    [HtmlAttributeName("permission")]
    public string Permission { get; set; } = "";

    /// <summary>For a provider with this label; without it: for the one in the page's path, or for any.</summary>
    [HtmlAttributeName("permission-for")]
    public ProviderEnvironment? For { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!await ViewContext.HttpContext.MayAsync(Permission, For)) output.SuppressOutput();
    }
}
