namespace SupportBotPortal.Web.Display.Charts;

/// <summary>Where an axis ends: at a number that people can halve in their heads.</summary>
public static class ChartScale
{
    private static readonly int[] Steps = [1, 2, 4, 5, 10];

    /// <returns>1, 2, 4 or 5 times a power of ten, and no less than the value.</returns>
    public static int Top(int value)
    {
        if (value <= 2) return 2;
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(value)));
        return (int)Math.Min(int.MaxValue, Steps.Select(step => step * power).First(top => top >= value));
    }
}
