using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary>What ages: model names. Seen current in November 2026; discovery is the truth.</summary>
internal static class GoogleModels
{
    public static readonly string[] Default = ["gemini-3.6-flash", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-3.1-pro-preview"];

    private const string Prefix = "models/";

    /// <summary>The id without the collection that Google puts before it, and that people copy along.</summary>
    public static string Bare(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    /// <summary>Below the base URL, without a leading slash.</summary>
    public static string Path(string model, string method) => $"models/{Uri.EscapeDataString(Bare(model))}:{method}";

    /// <summary>An alias such as <c>gemini-flash-latest</c> is answered in the name of what it stands for.</summary>
    public static bool IsSame(string asked, string answered) =>
        asked.EndsWith("-latest", StringComparison.Ordinal) || ModelNames.AreSame(Bare(asked), Bare(answered));
}
