using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>The four built-in types, for tests of what all of them do alike.</summary>
internal static class Vendors
{
    public static readonly string[] All = ["openai", "custom", "anthropic", "google"];

    public static IProviderClient Connect(this PluginBench bench, string vendor, string? key = null) => vendor switch
    {
        "openai" => bench.OpenAi(key ?? KeyOf(vendor)),
        "custom" => bench.Custom(key: key ?? KeyOf(vendor)),
        "anthropic" => bench.Anthropic(key ?? KeyOf(vendor)),
        "google" => bench.Google(key ?? KeyOf(vendor)),
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, null),
    };

    /// <summary>The key that the fake takes.</summary>
    public static string KeyOf(string vendor) => vendor == "google" ? "AQ.fake-google" : $"sk-fake-{vendor}";

    /// <summary>A model that the fake knows.</summary>
    public static string ModelOf(string vendor) => vendor switch
    {
        "openai" => "gpt-6-luna",
        "custom" => "fake-small",
        "anthropic" => "claude-sonnet-5-5",
        "google" => "gemini-3.6-flash",
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, null),
    };
}
