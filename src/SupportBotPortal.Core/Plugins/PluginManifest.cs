using System.Text;
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
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>The version as people read it: a dash where there is none.</summary>
    public string VersionText => Version.Length > 0 ? Version : "—";

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
            manifest = JsonSerializer.Deserialize<PluginManifest>(WithoutMark(File.ReadAllBytes(file.FullName)), Json);
        }
        catch (JsonException exception) when (exception.InnerException is JsonException)
        {
            throw PluginRefusedException.Malfunction($"Its {FileName} is not valid JSON (line {exception.LineNumber + 1}).", exception);
        }
        catch (JsonException exception)
        {
            throw PluginRefusedException.Malfunction($"Its {FileName} has a value of the wrong kind ({exception.Path}, line {exception.LineNumber + 1}); all values are texts.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PluginRefusedException.Malfunction($"Its {FileName} cannot be read; check the rights of its folder.", exception);
        }

        if (manifest is null) throw PluginRefusedException.Malfunction($"Its {FileName} is empty.");
        manifest.Check();
        return manifest;
    }

    /// <summary>Editors on Windows put a byte order mark first, which the parser takes for an error.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    private void Check()
    {
        if (!IdPattern().IsMatch(Id)) throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “id” (lower-case letters, digits and dashes, at most 40).");
        if (!System.Version.TryParse(Contract, out _)) throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “contract” (the SDK version it was built for, such as 1.0).");
        if (!AssemblyPattern().IsMatch(Assembly))
            throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “assembly” (the file name of a .dll beside it).");
        foreach (var (name, text, maximum) in new[] { ("name", Name, 100), ("version", Version, 100), ("publisher", Publisher, 100), ("description", Description, 2000) })
        {
            if (text.Length > maximum || (name == "description" ? VisibleText.HidesSomethingInLines(text) : VisibleText.HidesSomething(text)))
                throw PluginRefusedException.Malfunction($"Its {FileName} has no usable “{name}” (at most {maximum} characters, all of them visible).");
        }
    }

    // \z and not $: that one lets a line break pass at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    /// <summary>A plain file name: nothing that any system takes for a path, a drive or a stream.</summary>
    [GeneratedRegex(@"^[\w][\w .+-]{0,150}\.dll\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AssemblyPattern();
}
