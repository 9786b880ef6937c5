using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Providers;

/// <summary>What people may call what they add: a provider, a channel, a report, a link.</summary>
public static class NameRules
{
    public const int Longest = 100;

    /// <param name="name">Without spaces at its ends.</param>
    /// <param name="whenEmpty">What to say if there is none.</param>
    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Problem(string name, string whenEmpty = "Enter a name.") => name switch
    {
        null or { Length: 0 } => whenEmpty,
        { Length: > Longest } => $"A name may have at most {Longest} characters; this one has {name.Length:N0}.",
        _ when VisibleText.HidesSomething(name) => "The name contains a line break or a character that cannot be seen. Type it again.",
        _ => null,
    };
}
