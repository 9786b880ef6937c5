using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Writes a sparkline for a row: short, as there are fifty of them, a path for each tone and not an element for each test.</summary>
public static class SparklineHtml
{
    public static IHtmlContent Of(Sparkline line)
    {
        ArgumentNullException.ThrowIfNull(line);
        // Words and numbers of our own: nothing in them needs to be encoded.
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""<svg viewBox="0 0 {Sparkline.Width} {Sparkline.Height}" role="img"><title>{line.Name}</title>""");
        foreach (var (tone, path) in ((string, string)[])[("", line.Good), (" class=\"a\"", line.Attention), (" class=\"b\"", line.Bad), (" class=\"i\"", line.Idle)])
            if (path.Length > 0) html.Append(CultureInfo.InvariantCulture, $"""<path{tone} d="{path}"/>""");
        return new HtmlString(html.Append("</svg>").ToString());
    }
}
