using System.Diagnostics.CodeAnalysis;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>Reads a webhook's address. Like any other that is called, but for the slash at its end, which means something to many receivers.</summary>
internal static class WebhookAddress
{
    /// <param name="text">As typed, or as stored.</param>
    /// <param name="url">What is called.</param>
    /// <param name="problem">A sentence for the person who typed it, or empty.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url, out string problem)
    {
        if (!EgressUrl.TryParse(text, out url, out problem)) return false;
        if (text!.Trim().EndsWith('/') && !url.AbsoluteUri.EndsWith('/')) url = new Uri(url.AbsoluteUri + "/");
        return true;
    }
}
