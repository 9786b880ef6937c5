using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Display;

/// <summary><c>&lt;ago at="…"/&gt;</c>: how long ago, with the exact time on hover.</summary>
[HtmlTargetElement("ago", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AgoTagHelper(TimeProvider time) : TagHelper
{
    public DateTime At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        output.Content.SetContent(Durations.Ago(At, time.GetUtcNow().UtcDateTime));
    }
}
