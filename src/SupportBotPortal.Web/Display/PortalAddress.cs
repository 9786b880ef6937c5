using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using SupportBotPortal.Core.Health;

namespace SupportBotPortal.Web.Display;

/// <summary>Which base URL programs are given.</summary>
internal static class PortalAddress
{
    /// <summary>As people reach the portal, if it knows how; else as this person does.</summary>
    /// <param name="path">Such as <c>/v1</c>.</param>
    public static string Of(PortalOptions portal, HttpRequest request, string path) => portal.AddressOf(path) ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path);
}
