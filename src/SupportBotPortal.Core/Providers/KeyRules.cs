using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a typed key, and the period after which it is due, may look like.</summary>
internal static class KeyRules
{
    public const int MaximumLength = 4096;

    /// <returns>A sentence for the person who typed it, or <see langword="null"/>. Never repeats the key.</returns>
    public static string? Problem(string key, AuthScheme? scheme)
    {
        if (key.Length > MaximumLength) return $"A key may have at most {MaximumLength:N0} characters; this one has {key.Length:N0}. Did you paste something else?";
        if (!CustomHeaderRules.IsPrintable(key, MaximumLength)) return "The key contains a line break or a character that a key cannot have. Copy it again.";
        return scheme?.Id == AuthScheme.Basic.Id ? null : PastedKey.Problem(key);
    }

    public static string? RotationProblem(string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= KeyRotation.MaximumDays
            ? null
            : $"Enter a number of days from 1 to {KeyRotation.MaximumDays:N0}, or 0 for a key that is never due, or nothing for the usual {KeyRotation.UsualDays}.";
    }
}
