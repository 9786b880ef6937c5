namespace SupportBotPortal.Web.Display.Charts;

/// <summary>
/// Times over hours or days, as the paths of a drawing: the median a line, what 95 % took a line and the band between them, and another line beside them where there is
/// something to compare with. Without text in it, so that it may be stretched to any width.
/// </summary>
/// <param name="Top">Milliseconds at the upper edge.</param>
/// <param name="Median">Empty where there is nothing to draw, as all paths.</param>
public sealed record LineChart(int Width, int Top, string Median, string P95, string Band, string Other)
{
    public const int Height = 100;

    internal const int SlotWidth = 10;

    /// <summary>How far one hour or day reaches to each side of its middle, when it stands alone.</summary>
    private const double Alone = 4;

    /// <param name="medians">By hour or day; <see langword="null"/> where there is none, which is a gap and not a line.</param>
    /// <param name="p95">Likewise, where there is a median.</param>
    /// <param name="others">Likewise, of something else.</param>
    public static LineChart Of(IReadOnlyList<int?> medians, IReadOnlyList<int?> p95, IReadOnlyList<int?>? others = null)
    {
        ArgumentNullException.ThrowIfNull(medians);
        ArgumentNullException.ThrowIfNull(p95);
        var top = (int)Math.Min(int.MaxValue, ChartScale.Top(Math.Max(p95.Max() ?? 0, others?.Max() ?? 0)));
        PathBuilder median = new(), upper = new(), band = new(), other = new();
        foreach (var run in Runs(medians))
        {
            DrawLine(median, run, medians, top);
            DrawLine(upper, run, p95, top);
            DrawBand(band, run, medians, p95, top);
        }

        foreach (var run in Runs(others ?? [])) DrawLine(other, run, others!, top);
        return new(medians.Count * SlotWidth, top, $"{median}", $"{upper}", $"{band}", $"{other}");
    }

    private static double Y(int milliseconds, int top) => Height - ((double)milliseconds / top * (Height - 2)) - 1;

    private static double X(int index) => (index + 0.5) * SlotWidth;

    /// <summary>Hours or days in a row that have a value: between two of them there is a gap, not a line.</summary>
    private static IEnumerable<List<int>> Runs(IReadOnlyList<int?> values)
    {
        var run = new List<int>();
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index] is not null)
            {
                run.Add(index);
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    private static void DrawLine(PathBuilder path, List<int> run, IReadOnlyList<int?> values, int top)
    {
        // One hour alone would be a point that nobody sees: it is drawn as wide as most of its hour.
        if (run.Count == 1)
        {
            path.MoveTo(X(run[0]) - Alone, Y(values[run[0]]!.Value, top)).Horizontally(X(run[0]) + Alone);
            return;
        }

        path.MoveTo(X(run[0]), Y(values[run[0]]!.Value, top));
        foreach (var index in run.Skip(1)) path.LineTo(X(index), Y(values[index]!.Value, top));
    }

    private static void DrawBand(PathBuilder path, List<int> run, IReadOnlyList<int?> lower, IReadOnlyList<int?> upper, int top)
    {
        if (run.Count == 1)
        {
            path.Bar(X(run[0]) - Alone, Y(upper[run[0]]!.Value, top), X(run[0]) + Alone, Y(lower[run[0]]!.Value, top));
            return;
        }

        DrawLine(path, run, upper, top);
        foreach (var index in run.AsEnumerable().Reverse()) path.LineTo(X(index), Y(lower[index]!.Value, top));
        path.Close();
    }
}
