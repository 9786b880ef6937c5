using System.Globalization;
using System.Text;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Writes the path of a drawing, as short as a tenth of a unit allows.</summary>
internal sealed class PathBuilder
{
    private readonly StringBuilder text = new();

    public PathBuilder MoveTo(double x, double y) => Add('M', x, y);

    public PathBuilder LineTo(double x, double y) => Add('L', x, y);

    public PathBuilder Horizontally(double to)
    {
        text.Append('H').Append(Number(to));
        return this;
    }

    /// <summary>To the right by so much.</summary>
    public PathBuilder Along(double by)
    {
        text.Append('h').Append(Number(by));
        return this;
    }

    public PathBuilder Vertically(double to)
    {
        text.Append('V').Append(Number(to));
        return this;
    }

    /// <summary>A bar from one corner to the opposite one.</summary>
    public PathBuilder Bar(double left, double top, double right, double bottom) => MoveTo(left, bottom).Vertically(top).Horizontally(right).Vertically(bottom).Close();

    public PathBuilder Close()
    {
        text.Append('Z');
        return this;
    }

    public override string ToString() => text.ToString();

    private static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private PathBuilder Add(char command, double x, double y)
    {
        text.Append(command).Append(Number(x)).Append(' ').Append(Number(y));
        return this;
    }
}
