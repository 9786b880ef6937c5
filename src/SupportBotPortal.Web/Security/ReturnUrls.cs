using Microsoft.AspNetCore.Mvc;

namespace SupportBotPortal.Web.Security;

/// <summary>Where somebody is led after signing in.</summary>
public static class ReturnUrls
{
    /// <summary>A page of this portal. Printable ASCII only: nothing else fits into a header, and our own pages have no other addresses.</summary>
    public static string LocalOrHome(this IUrlHelper url, string? wanted)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.IsLocalUrl(wanted) && wanted.All(c => c is > ' ' and <= '~') ? wanted : "/";
    }
}
