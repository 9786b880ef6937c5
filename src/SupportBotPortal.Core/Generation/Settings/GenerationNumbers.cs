using System.Globalization;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>The numbers of the settings, as people type and read them.</summary>
public static class GenerationNumbers
{
    public const int MostOutputTokens = 1_000_000;

    public static string Text(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    public static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <returns>What is wrong, as a sentence, or <see langword="null"/>; empty is nothing wrong, and no value.</returns>
    internal static string? ReadTemperature(string typed, out double? value) =>
        ReadFraction(typed, out value) ?? (value is < 0 or > 1 ? "The temperature is a number from 0 to 1. For support 0.2 to 0.4 is advised." : null);

    /// <inheritdoc cref="ReadTemperature"/>
    internal static string? ReadTopP(string typed, out double? value) =>
        ReadFraction(typed, out value) ?? (value is <= 0 or > 1 ? "Top-p is a number above 0, up to 1. Leave it empty if you are not sure." : null);

    /// <inheritdoc cref="ReadTemperature"/>
    internal static string? ReadTokens(string typed, out int? value)
    {
        (var text, value) = (typed.Trim(), null);
        if (text.Length == 0) return null;
        if (!int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostOutputTokens) return $"Enter a whole number of tokens from 1 to {MostOutputTokens:N0}, or leave it empty.";
        value = number;
        return null;
    }

    private static string? ReadFraction(string typed, out double? value)
    {
        (var text, value) = (typed.Trim(), null);
        if (text.Length == 0) return null;
        if (text.Contains(',', StringComparison.Ordinal)) return $"Write it with a point: {text.Replace(',', '.')}.";
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return "Enter a number such as 0.3, or leave it empty.";
        value = Math.Round(number, 2);
        return null;
    }
}
