namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Numbers over hours or days, as bars of which each has its parts one on the other. Without text in it, so that it may be stretched to any width.</summary>
/// <param name="Top">At the upper edge.</param>
/// <param name="Parts">A path for each part, the lowest first; empty where there is nothing to draw.</param>
public sealed record BarChart(int Width, long Top, IReadOnlyList<string> Parts)
{
    public const int Height = 100;

    private const int SlotWidth = 10;

    /// <summary>One failure is seen among thousands of answers.</summary>
    private const double LeastPart = 1;

    /// <param name="slots">The parts of each hour or day, the lowest first.</param>
    public static BarChart Of(IReadOnlyList<IReadOnlyList<long>> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        var top = ChartScale.Top(slots.Max(s => s.Sum()));
        var paths = slots[0].Select(_ => new PathBuilder()).ToList();
        foreach (var (slot, index) in slots.Select((slot, index) => (slot, index)))
        {
            var edge = (double)Height;
            foreach (var (value, part) in slot.Select((value, part) => (value, part)))
            {
                if (value == 0) continue;
                var next = Math.Max(0, edge - Math.Max(LeastPart, (double)value / top * (Height - 1)));
                paths[part].Bar((index * SlotWidth) + 1, next, ((index + 1) * SlotWidth) - 1, edge);
                edge = next;
            }
        }

        return new(slots.Count * SlotWidth, top, [.. paths.Select(p => $"{p}")]);
    }
}
