using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Display;

/// <summary><c>&lt;copy-button from="token" what="the token" /&gt;</c> copies what the element with that id shows. Its script reveals it: without one it is not there.</summary>
[HtmlTargetElement("copy-button", Attributes = "from,what", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CopyButtonTagHelper : TagHelper
{
    public string From { get; set; } = "";

    /// <summary>What it copies, for those who do not see what it stands beside.</summary>
    public string What { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        (output.TagName, output.TagMode) = ("button", TagMode.StartTagAndEndTag);
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("class", "btn btn-small");
        output.Attributes.SetAttribute("data-copy", From);
        output.Attributes.SetAttribute("hidden", "hidden");
        output.Content.SetHtmlContent("<span aria-live=\"polite\">Copy</span><span class=\"hidden\"> ");
        output.Content.Append(What);
        output.Content.AppendHtml("</span>");
    }
}
