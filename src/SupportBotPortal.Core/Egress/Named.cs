using System.Globalization;

namespace SupportBotPortal.Core.Egress;

/// <summary>Hosts and foreign texts as they may stand in a sentence.</summary>
internal static class Named
{
    /// <summary>The host, with its port where that is not the usual one.</summary>
    public static string Host(Uri url)
    {
        var host = EgressUrl.HostOf(url);
        if (host.Contains(':')) host = $"[{host}]";
        return url.IsDefaultPort ? host : $"{host}:{url.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Text that a stranger chose (a certificate's names): printable ASCII, short. No bidi tricks, no markup.</summary>
    public static string Foreign(string text)
    {
        var clean = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || " .-_*:,()".Contains(c)));
        return clean.Length == 0 ? "an unreadable name" : clean.Length <= 100 ? clean : clean[..100] + "…";
    }

    /// <summary>The host of a redirect. Not the path or query: they may echo a key.</summary>
    public static string RedirectHost(Uri request, Uri? location)
    {
        if (location is null) return "an unnamed address";
        if (!location.IsAbsoluteUri && !Uri.TryCreate(request, location, out location)) return "an unreadable address";
        return location.Host.Length == 0 ? "an unreadable address" : $"host {Foreign(Host(location))}";
    }
}
