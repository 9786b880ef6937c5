using System.Text;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Keeps the names of types apart. Two plugins for one vendor are both of use, so neither is refused; but nobody may give a
/// key to what only calls itself like another. The first found keeps its name, a built-in one always.
/// </summary>
internal sealed class TypeNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The name, with the plugin's id behind it if another type has it: unlike a plugin's name an id is unique.</returns>
    public string Distinct(string name, string pluginId)
    {
        var distinct = name;
        while (!taken.Add(Plain(distinct))) distinct = $"{distinct} ({pluginId})";
        return distinct;
    }

    /// <summary>Full-width letters and further spaces make no other name.</summary>
    private static string Plain(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
