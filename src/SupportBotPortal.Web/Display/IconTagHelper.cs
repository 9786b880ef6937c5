using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SupportBotPortal.Web.Display;

/// <summary><c>&lt;icon name="check"/&gt;</c>: a few small drawings, always beside a word.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private const string Stroke = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";

    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(Html(Name));
    }

    /// <summary>The same for rows, where fifty tag helpers cost more than the query.</summary>
    public static IHtmlContent Html(string name)
    {
        var drawing = name switch
        {
            "check" => $"""<path d="m3 8.5 3.4 3.4L13 4.6" {Stroke}/>""",
            "cross" => $"""<path d="m4 4 8 8m0-8-8 8" {Stroke}/>""",
            "warning" => $"""<path d="M8 2.6 14.2 13.4H1.8zM8 6.6v3.2m0 1.8v.1" {Stroke}/>""",
            "ring" => $"""<circle cx="8" cy="8" r="4.6" {Stroke}/>""",
            "spinner" => $"""<path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" {Stroke}/>""",
            "dash" => $"""<path d="M4 8h8" {Stroke}/>""",
            "menu" => $"""<path d="M2.5 4h11m-11 4h11m-11 4h11" {Stroke}/>""",
            "dots" => """<g fill="currentColor"><circle cx="3" cy="8" r="1.4"/><circle cx="8" cy="8" r="1.4"/><circle cx="13" cy="8" r="1.4"/></g>""",
            "out" => $"""<path d="M9 2.8h4.2V7M13 3 7.5 8.5M6 4H3.4v8.8h8.8V10" {Stroke}/>""",
            "lock" => $"""<path d="M3.5 7.2h9v6.3h-9zM5.4 7V5a2.6 2.6 0 0 1 5.2 0v2" {Stroke}/>""",
            "key" => $"""<path d="M10.2 9.4a3.3 3.3 0 1 0-3.6-3.6L2.5 9.9v3.6h3.2v-1.8h1.8V9.9h1.5zM11 5v.1" {Stroke}/>""",
            _ => throw new InvalidOperationException($"There is no icon “{name}”."),
        };
        return new HtmlString($"""<svg class="icon icon-{name}" viewBox="0 0 16 16" aria-hidden="true">{drawing}</svg>""");
    }
}
