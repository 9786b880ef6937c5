using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Display;

/// <summary><c>&lt;state-badge value="…"/&gt;</c>: shape, word and colour.</summary>
[HtmlTargetElement("state-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BadgeTagHelper : TagHelper
{
    public Badge Value { get; set; } = new(BadgeTone.Idle, "");

    /// <summary>Shape and word alone, without the pill around them.</summary>
    public bool Plain { get; set; }

    /// <summary>The same for rows, where fifty tag helpers cost more than the query.</summary>
    public static IHtmlContent Html(Badge badge, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(badge);
        var (tone, shape) = badge.Tone switch
        {
            BadgeTone.Good => ("good", """<circle cx="5" cy="5" r="4"/>"""),
            BadgeTone.Attention => ("attention", """<path d="M5 1 9.5 9h-9z"/>"""),
            BadgeTone.Bad => ("bad", """<rect x="1" y="1" width="8" height="8" rx="1.5"/>"""),
            BadgeTone.Idle => ("idle", """<circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" stroke-width="1.6"/>"""),
            _ => throw new InvalidOperationException($"No shape for {badge.Tone}."),
        };
        return new HtmlString($"""<span class="badge{(plain ? " badge-plain" : "")} badge-{tone}"><svg viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">{shape}</svg>{HtmlEncoder.Default.Encode(badge.Text)}</span>""");
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(Html(Value, Plain));
    }
}
