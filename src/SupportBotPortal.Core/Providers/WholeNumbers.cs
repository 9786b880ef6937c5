using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBotPortal.Core.Providers;

/// <summary>Whole numbers as people type them.</summary>
public static partial class WholeNumbers
{
    /// <summary>
    /// Commas stand between groups of three, as the portal itself writes them. Any other comma is a decimal one for whoever typed it: 1,5 must not become 15.
    /// </summary>
    public static bool TryRead(string typed, out int number)
    {
        ArgumentNullException.ThrowIfNull(typed);
        number = 0;
        return Written().IsMatch(typed) && int.TryParse(typed, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"\A(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
