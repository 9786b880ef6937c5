using System.Text.RegularExpressions;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Whether two names mean the same model. Some vendors put another one in the place of what was asked for, silently.</summary>
public static partial class ModelNames
{
    /// <summary>The same, one of them perhaps said more exactly: with a version, a date or the tag <c>latest</c>.</summary>
    public static bool AreSame(string asked, string answered)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(answered);
        return Version().Replace(asked, "").Equals(Version().Replace(answered, ""), StringComparison.OrdinalIgnoreCase)
            // Two versions of one model are two models.
            && (!Version().IsMatch(asked) || !Version().IsMatch(answered) || asked.Equals(answered, StringComparison.OrdinalIgnoreCase));
    }

    // -001, -0613, -05-06, -20251101, -2024-08-06, @20251101, :latest
    [GeneratedRegex(@"(:latest|[-@](\d{8}|\d{3,4}|\d{2}-\d{2}|\d{4}-\d{2}-\d{2}))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
