using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What channels and windows may be called.</summary>
internal static class AlertNames
{
    public const int Longest = 100;

    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Problem(string name) => name switch
    {
        { Length: 0 } => "Enter a name.",
        { Length: > Longest } => $"A name may have at most {Longest} characters; this one has {name.Length:N0}.",
        _ when VisibleText.HidesSomething(name) => "The name contains a line break or a character that cannot be seen. Type it again.",
        _ => null,
    };
}
