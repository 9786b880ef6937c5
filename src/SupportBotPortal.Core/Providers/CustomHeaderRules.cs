using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Providers;

/// <summary>Which custom headers a provider may have, beyond what the door refuses in any case.</summary>
internal static class CustomHeaderRules
{
    public const int MaximumCount = 20;
    public const int MaximumValueLength = 4096;

    /// <returns>A sentence for the person who typed it, or <see langword="null"/>. Never repeats the value.</returns>
    public static string? Check(string name, string? value)
    {
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) return "Authorization is set by “Authentication” above; two credentials at once are refused by most providers.";
        if (CheckName(name, value ?? "") is { } problem) return problem;
        return value is not null && !IsPrintable(value, MaximumValueLength)
            ? $"The value of “{name}” may have only printable ASCII characters, at most {MaximumValueLength:N0}."
            : null;
    }

    /// <summary>For the header that carries the key: it may be Authorization, in whatever form the endpoint wants.</summary>
    public static string? CheckCredentialName(string name) => CheckName(name, "");

    private static string? CheckName(string name, string value)
    {
        if (name.Length > 100 || VisibleText.HidesSomething(name)) return "A header name consists of letters, digits and hyphens, at most 100.";
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) return "The header Content-Type cannot be set: the type decides it.";
        return HeaderRules.TryCheckCustom(name, value, out var error) ? null : error;
    }

    /// <summary>Printable ASCII: what may stand in a header without changing its shape.</summary>
    public static bool IsPrintable(string text, int maximum) => text.Length <= maximum && text.All(c => c is >= ' ' and <= '~');
}
