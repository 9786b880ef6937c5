using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Display;

/// <summary><c>&lt;state-badge value="…"/&gt;</c>: shape, word and colour.</summary>
[HtmlTargetElement("state-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BadgeTagHelper : TagHelper
{
    public Badge Value { get; set; } = new(BadgeTone.Idle, "");

    /// <summary>Shape and word alone, without the pill around them.</summary>
    public bool Plain { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (tone, shape) = Value.Tone switch
        {
            BadgeTone.Good => ("good", """<circle cx="5" cy="5" r="4"/>"""),
            BadgeTone.Attention => ("attention", """<path d="M5 1 9.5 9h-9z"/>"""),
            BadgeTone.Bad => ("bad", """<rect x="1" y="1" width="8" height="8" rx="1.5"/>"""),
            BadgeTone.Idle => ("idle", """<circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" stroke-width="1.6"/>"""),
            _ => throw new InvalidOperationException($"No shape for {Value.Tone}."),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Plain ? $"badge badge-plain badge-{tone}" : $"badge badge-{tone}");
        output.Content.SetHtmlContent($"""<svg viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">{shape}</svg>""");
        output.Content.Append(Value.Text);
    }
}
