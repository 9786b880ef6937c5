using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>That a model was asked, or was to be.</summary>
/// <param name="Name">As bots ask for it.</param>
/// <param name="Code">What came of it, for programs.</param>
/// <param name="Words">The same for people, behind the name and a colon.</param>
/// <param name="Passes">Whether it is worth to ask again soon.</param>
internal sealed record Attempt(string Name, string Code, string Words, bool Passes)
{
    public static Attempt Answered(string name) => new(name, "answered", "", Passes: true);

    public static Attempt Failed(string name, FailureCause cause) => new(name, GatewayWords.CodeOf(cause), GatewayWords.Of(cause), GatewayWords.IsPassing(cause));

    public static Attempt Spared(string name) => new(name, "spared", "it failed repeatedly and is not asked for a while", Passes: true);

    public static Attempt Unusable(string name) => new(name, "unusable", "its key cannot be opened, or its settings cannot be used", Passes: false);

    /// <summary>For the response's header, in which nothing but ASCII may stand.</summary>
    public override string ToString() => $"{Uri.EscapeDataString(Name).Replace("%2F", "/", StringComparison.Ordinal)};{Code}";
}
