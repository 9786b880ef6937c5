using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SupportBotPortal.Core.Health;

namespace SupportBotPortal.Web.Security.External;

/// <summary>What happens at the turns of a sign-in through the identity provider.</summary>
public sealed class OidcEvents(OidcSignIn signIn, OidcLimit limit, IOptions<PortalOptions> portal, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    /// <summary>In the state that goes there and comes back: somebody is signed in, and only shows who he is.</summary>
    internal const string Confirms = "confirms";

    /// <summary>Likewise: somebody is signed in, and connects his account with the one there.</summary>
    internal const string Connects = "connects";

    private static readonly Action<ILogger, string, Exception?> Failed = LoggerMessage.Define<string>(LogLevel.Warning, new(1, nameof(Failed)), "Signing in through the identity provider failed: {Why}");

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // The handler leaves it out where it is what the specification takes it for; not every provider does.
        context.ProtocolMessage.ResponseMode = OpenIdConnectResponseMode.Query;
        if (portal.Value.AddressOf(OidcScheme.CallbackPath) is { } known) context.ProtocolMessage.RedirectUri = known;
        if (context.Properties.Items.ContainsKey(Confirms)) (context.ProtocolMessage.Prompt, context.ProtocolMessage.MaxAge) = (OpenIdConnectPrompt.Login, "0");
        return Task.CompletedTask;
    }

    /// <summary>Each answer makes the portal ask the provider, who may not answer one that asks without end.</summary>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (limit.TryAnswer(context.HttpContext)) return Task.CompletedTask;
        context.HandleResponse();
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        // This comes before the middleware that would have looked who is signed in: whoever is, is signed out first.
        http.User = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal ?? new();
        var items = context.Properties!.Items;
        var problem = items.TryGetValue(Confirms, out var asked) ? await signIn.ConfirmAsync(http, context.Principal!, asked)
            : items.ContainsKey(Connects) ? await signIn.ConnectAsync(http, context.Principal!)
            : await signIn.SignInAsync(http, context.Principal!);
        context.HandleResponse();
        http.Response.Redirect(problem is { } why ? PageOf(http, why) : context.ReturnUri ?? "/");
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isRefusal = context.Request.Query["error"].ToString() is "access_denied" or "login_required" or "consent_required" or "interaction_required";
        // The provider's own words may be anything, and are not shown; the log has them.
        Failed(logger, OneLine.Of(context.Failure?.Message), null);
        context.HandleResponse();
        context.Response.Redirect(PageOf(context.HttpContext, isRefusal ? OidcProblem.Refused : OidcProblem.Failed));
        return Task.CompletedTask;
    }

    private static string PageOf(HttpContext context, OidcProblem problem) => $"{context.Request.PathBase}/sign-in/oidc?problem={problem}";
}
