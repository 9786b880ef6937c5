using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Writes a sparkline for a row: short, as there are fifty of them, a path for each tone and not an element for each test.</summary>
public static class SparklineHtml
{
    public static IHtmlContent Of(Sparkline line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""<svg class="spark" viewBox="0 0 {Sparkline.Width} {Sparkline.Height}" role="img"><title>{HtmlEncoder.Default.Encode(line.Name)}</title>""");
        foreach (var (tone, path) in ((string, string)[])[("good", line.Good), ("attention", line.Attention), ("bad", line.Bad), ("idle", line.Idle)])
            if (path.Length > 0) html.Append(CultureInfo.InvariantCulture, $"""<path class="{tone}" d="{path}"/>""");
        return new HtmlString(html.Append("</svg>").ToString());
    }
}
