using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages;

/// <summary>What a person reads instead of an empty page.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel(PermissionCatalog catalog) : PageModel
{
    public string Title { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    /// <summary>Whether the start page is of any help.</summary>
    public bool HasWayOn => Response.StatusCode != 421;

    /// <summary>Signing in is what helps: beside this page, so that the form behind it is not lost.</summary>
    public bool IsSignedOut => Response.StatusCode == 401;

    /// <summary>Not in a handler: it is shown in answer to whatever method was refused, and not all have one.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Explain(int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture));
    }

    private void Explain(int code)
    {
        Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        // A screen on a wall has nobody who would load the page again.
        if (code is 429 or >= 500 && HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath.StartsWith("/board", StringComparison.Ordinal) == true) Response.Headers["Refresh"] = "60";
        (Title, Explanation) = code switch
        {
            400 => ("The form could not be read", "It was open for a long time, or the browser sent it without its token. Go back, load the page again and send it once more."),
            401 => ("You are signed out", "Nothing was changed. Sign in in another tab, then go back to this one’s form and send it again: most browsers still have what you typed."),
            403 when HttpContext.Features.Get<ForeignWrite>() is not null => ("Another site's page started this, so it was refused", "Nothing was changed. If it was you: open the portal itself and do it there."),
            403 => ("You may not do this", WhatIsMissing()),
            404 => ("There is nothing here", "The address is wrong, or what was here has been deleted."),
            405 => ("This page cannot do that", "The address is right, but nothing can be sent to it. Go back and load the page again."),
            421 => ("The portal answers over https only", "You came over http, where passwords and sessions could be read on the way. Go back to its https address. Whoever runs the portal, if it has none: give it a certificate (Kestrel:Endpoints), or, if a reverse proxy in front of it speaks https, name the proxy's address in KnownProxies and let it send X-Forwarded-Proto."),
            429 => ("Too many tries", "Wait a minute, then try again."),
            503 => ("Not right now", "The portal cannot store changes at the moment. Try again in a little while."),
            _ => ("Something went wrong", "The portal's log has the details. Nothing was half saved."),
        };
    }

    private string WhatIsMissing()
    {
        // A page that refused by itself has looked at what it is about: whose account, which environment.
        if (HttpContext.Features.Get<MissingPermission>() is not { } missing) return "Your roles do not allow it for this environment, or on this account. Nothing was changed. Ask an owner of this portal.";
        var needs = string.Join(" or ", missing.AnyOf.Select(name => catalog.Find(name) is { } permission ? $"“{permission.Title}” ({name})" : name));
        return missing.Held == Environments.None
            ? $"It needs the permission {needs}, which your roles do not include. Ask an owner of this portal."
            : $"It needs the permission {needs}. Your roles include it for {missing.Held.Words()}, and not where this is. Ask an owner of this portal.";
    }
}
