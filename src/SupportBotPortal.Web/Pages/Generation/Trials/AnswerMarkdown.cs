using System.Text.Encodings.Web;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>
/// What a model says, as people read it. It is a stranger's text: HTML in it is shown as text, an image as its description, and a link leads nowhere but to
/// web pages and mail.
/// </summary>
public static class AnswerMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp, Uri.UriSchemeMailto];

    public static IHtmlContent ToHtml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Render(text);
        }
        catch (ArgumentException)
        {
            // Nested deeper than Markdig follows, as a model that repeats itself can be.
            return new HtmlString($"<pre>{HtmlEncoder.Default.Encode(text)}</pre>");
        }
    }

    private static HtmlString Render(string text)
    {
        // What stands inside first: an image may be a link's text.
        var document = Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Reverse().ToList())
        {
            if (link.IsImage) link.ReplaceBy(new LiteralInline($"[{Description(link)}]"), copyChildren: false);
            else if (!MayBeFollowed(link.Url)) link.ReplaceBy(new LiteralInline(Description(link)), copyChildren: false);
            else Mark(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (MayBeFollowed(link.IsEmail ? "mailto:" + link.Url : link.Url)) Mark(link);
            else link.ReplaceBy(new LiteralInline(link.Url));
        }

        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static bool MayBeFollowed(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme);

    private static void Mark(MarkdownObject link)
    {
        var attributes = link.GetAttributes();
        attributes.AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
        attributes.AddPropertyIfNotExist("target", "_blank");
    }

    private static string Description(LinkInline link) => string.Concat(link.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
}
