using System.Globalization;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>The numbers of the settings, as people type and read them.</summary>
public static class GenerationNumbers
{
    public const int MostOutputTokens = 1_000_000;

    public static string Text(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    public static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <returns>What is wrong, as a sentence, or <see langword="null"/>; empty is nothing wrong, and no value.</returns>
    internal static string? ReadTemperature(string typed, out double? value) => ReadFraction(typed, n => n is >= 0 and <= 1, "The temperature is a number from 0 to 1.", out value);

    /// <inheritdoc cref="ReadTemperature"/>
    internal static string? ReadTopP(string typed, out double? value) => ReadFraction(typed, n => n is > 0 and <= 1, "Top-p is a number above 0, up to 1. Leave it empty if you are not sure.", out value);

    /// <inheritdoc cref="ReadTemperature"/>
    internal static string? ReadTokens(string typed, out int? value)
    {
        (var text, value) = (typed.Trim(), null);
        if (text.Length == 0) return null;
        if (!WholeNumbers.TryRead(text, out var number) || number is < 1 or > MostOutputTokens) return $"Enter a whole number of tokens from 1 to {MostOutputTokens:N0}, or leave it empty.";
        value = number;
        return null;
    }

    /// <param name="fits">Whether a number may be the value.</param>
    /// <param name="range">Says which may.</param>
    private static string? ReadFraction(string typed, Func<double, bool> fits, string range, out double? value)
    {
        (var text, value) = (typed.Trim(), null);
        if (text.Length == 0) return null;
        // Read as it is meant: a point alone would not help somebody who typed 1,5.
        var withPoint = text.Replace(',', '.');
        if (!double.TryParse(withPoint, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return "Enter a number such as 0.3, or leave it empty.";
        var rounded = Math.Round(number, 2);
        if (!fits(rounded)) return range;
        if (withPoint != text) return $"Write it with a point: {withPoint}.";
        value = rounded;
        return null;
    }
}
