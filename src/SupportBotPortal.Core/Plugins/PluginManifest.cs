using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBotPortal.Core.Plugins;

/// <summary>The <c>plugin.json</c> beside a plugin's assembly: read before any of its code is loaded.</summary>
public sealed partial record PluginManifest
{
    public const string FileName = "plugin.json";

    private const int MaximumBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 8,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>File name of the assembly, beside the manifest.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>The SDK contract it was built for, <c>major.minor</c>.</summary>
    public string Contract { get; init; } = "";

    public string Publisher { get; init; } = "";

    public string Description { get; init; } = "";

    /// <exception cref="PluginRefusedException">There is none, or it cannot be used; the message says why.</exception>
    public static PluginManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists) throw PluginRefusedException.Malfunction($"The folder has no {FileName}.");
        if (file.Length > MaximumBytes) throw PluginRefusedException.Malfunction($"Its {FileName} is larger than 64 KB.");
        PluginManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<PluginManifest>(File.ReadAllBytes(file.FullName), Json);
        }
        catch (JsonException exception)
        {
            throw PluginRefusedException.Malfunction($"Its {FileName} is not valid JSON (line {exception.LineNumber + 1}).", exception);
        }

        if (manifest is null) throw PluginRefusedException.Malfunction($"Its {FileName} is empty.");
        manifest.Check();
        return manifest;
    }

    private void Check()
    {
        if (!IdPattern().IsMatch(Id)) throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “id” (lower-case letters, digits and dashes, at most 40).");
        if (!System.Version.TryParse(Contract, out _)) throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “contract” (the SDK version it was built for, such as 1.0).");
        if (Assembly.Length == 0 || Path.GetFileName(Assembly) != Assembly || !Assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “assembly” (the file name of a .dll beside it).");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
