using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using SupportBotPortal.Core.Health;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>Which base URL bots are given.</summary>
internal static class BotAddress
{
    /// <summary>As people reach the portal, if it knows how; else as this person does.</summary>
    public static string Of(PortalOptions portal, HttpRequest request) => portal.AddressOf("/v1") ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, "/v1");
}
