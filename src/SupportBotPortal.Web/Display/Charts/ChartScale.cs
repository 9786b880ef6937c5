namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Where an axis ends: at a number that people can halve in their heads.</summary>
public static class ChartScale
{
    private static readonly int[] Small = [2, 4, 6, 8, 10];

    /// <summary>Times a power of ten, in tenths.</summary>
    private static readonly int[] Tenths = [10, 15, 20, 30, 40, 50, 60, 80, 100];

    /// <returns>The next such number that is no less than the value.</returns>
    public static long Top(long value)
    {
        if (value <= Small[^1]) return Small.First(top => top >= value);
        var tenth = (long)Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Tenths.Select(tenths => tenths * tenth).First(top => top >= value);
    }
}
