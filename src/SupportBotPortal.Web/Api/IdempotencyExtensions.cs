using Microsoft.AspNetCore.Http;

namespace SupportBotPortal.Web.Api;

internal static class IdempotencyExtensions
{
    internal static readonly object Once = new();

    /// <summary>What this answers with is shown once: it is not kept for whoever sends the request again.</summary>
    public static void ShowOnce(this HttpContext context) => context.Items[Once] = true;
}
