using System.Text.RegularExpressions;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Understands what people paste as a base URL. Never changes the origin.</summary>
public static partial class BaseUrlHealing
{
    // Two were seen pasted, one after the other; nobody means more.
    private const int MaximumEndpoints = 2;

    /// <param name="text">As typed.</param>
    /// <param name="type">The provider's type.</param>
    /// <returns>The corrected text, what was changed, and what is only offered.</returns>
    public static HealedBaseUrl Heal(string text, ProviderType type)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(type);
        // What cannot be a base URL is not worth the work of mending it.
        if (text.Length > EgressUrl.MaximumLength) return new(text, [], null);
        var healed = text.Trim().Trim('"', '\'', '<', '>', ' ');
        var notes = new List<string>();
        healed = WithoutEndpoint(healed, type, notes);
        if (!healed.Contains("://", StringComparison.Ordinal)) return new(healed, notes, WithScheme(healed));
        if (!Uri.TryCreate(healed, UriKind.Absolute, out var url) || type.UsualPath is not { Length: > 0 } usual) return new(healed, notes, null);

        // Only a bare host is surely incomplete; any other path may be meant.
        if (url.AbsolutePath is not "/" || url.Query.Length > 0) return new(healed, notes, null);
        if (string.Equals(url.IdnHost, type.DefaultBaseUrl?.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            notes.Add($"We added “{usual}” to the end.");
            return new(healed + usual, notes, null);
        }

        // Of a scheme that is never called, no longer address is any better.
        return new(healed, notes, EgressUrl.TryParse(healed + usual, out _, out _) ? healed + usual : null);
    }

    /// <summary>What was probably meant by an address without a scheme: only offered, since a scheme is part of the origin.</summary>
    private static string? WithScheme(string text)
    {
        if (!LooksLikeAHost().IsMatch(text)) return null;
        var scheme = text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || text.StartsWith("127.", StringComparison.Ordinal) ? "http://" : "https://";
        return EgressUrl.TryParse(scheme + text, out _, out _) ? scheme + text : null;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(/\S*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeAHost();

    private static string WithoutEndpoint(string text, ProviderType type, List<string> notes)
    {
        // Endings of the path only: “http://models” is a host with an unlucky name.
        var path = PathStart(text);
        var trimmed = text[..path] + text[path..].TrimEnd('/');
        for (var round = 0; round < MaximumEndpoints; round++)
        {
            foreach (var suffix in type.EndpointSuffixes.OrderByDescending(s => s.Length))
            {
                if (!trimmed.AsSpan(path).EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
                trimmed = trimmed[..path] + trimmed[path..^suffix.Length].TrimEnd('/');
                notes.Add($"We removed “{suffix}” from the end.");
                break;
            }
        }

        if (notes.Count == 0 && trimmed.Length < text.Length && trimmed.Contains("://", StringComparison.Ordinal)) notes.Add("We removed the slash from the end.");
        return trimmed;
    }

    private static int PathStart(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var slash = text.IndexOf('/', scheme < 0 ? 0 : scheme + 3);
        return slash < 0 ? text.Length : slash;
    }
}
