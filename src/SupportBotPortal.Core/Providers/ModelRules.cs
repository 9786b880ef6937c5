using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Providers;

/// <summary>Which model ids can be stored and shown.</summary>
public static class ModelRules
{
    public const int MaximumCount = 5000;
    public const int MaximumIdLength = 200;

    /// <summary>Spaces around an id would be lost in the form, and then it is another id.</summary>
    public static bool IsUsable(string? id) => id is { Length: > 0 and <= MaximumIdLength } && !VisibleText.HidesSomething(id) && id.Trim().Length == id.Length;
}
