using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.People.External;

namespace SupportBotPortal.Web.Security.External;

/// <summary>
/// Signing in through an identity provider: the code flow with PKCE. Its answer comes in the address (<c>response_mode=query</c>), and
/// it is begun by a link: a form's target must be this site, also after redirects.
/// </summary>
internal static class OidcScheme
{
    public const string Name = "SupportBotPortal.Oidc";

    public const string CallbackPath = "/sign-in/oidc/callback";

    public static IServiceCollection AddOidc(this IServiceCollection services, bool allowHttp)
    {
        services.AddScoped<OidcSignIn>();
        services.AddScoped<OidcEvents>();
        services.AddSingleton<OidcLimit>();
        services.AddTransient<OpenIdConnectHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.AddOptions<OpenIdConnectOptions>(Name).Configure<IOptions<OidcOptions>, IEgress>((options, own, egress) => Configure(options, own.Value, egress, allowHttp));
        return services;
    }

    /// <summary>Only where it is set up: a scheme that is there is asked about every request.</summary>
    public static void UseOidc(this IApplicationBuilder app)
    {
        if (!app.ApplicationServices.GetRequiredService<IOptions<OidcOptions>>().Value.IsOn) return;
        app.ApplicationServices.GetRequiredService<IAuthenticationSchemeProvider>().AddScheme(new AuthenticationScheme(Name, null, typeof(OpenIdConnectHandler)));
    }

    private static void Configure(OpenIdConnectOptions options, OidcOptions own, IEgress egress, bool allowHttp)
    {
        options.Authority = own.Authority;
        options.ClientId = own.ClientId;
        options.ClientSecret = own.ReadSecret();
        options.CallbackPath = CallbackPath;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.RequireHttpsMetadata = !allowHttp;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        // Who it is becomes a session in OidcEvents; the handler itself signs nobody in.
        options.SignInScheme = IdentityConstants.ApplicationScheme;
        options.BackchannelHttpHandler = egress.CreateHandler(new Uri(own.Authority!), EgressProfile.Test);
        options.EventsType = typeof(OidcEvents);
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email", .. own.Scopes]) options.Scope.Add(scope);
        foreach (var claim in (string[])["email_verified", own.GroupsClaim]) options.ClaimActions.Add(new AllValues(claim));
        (options.CorrelationCookie.Name, options.NonceCookie.Name) = allowHttp ? ("supportbot-oidc.", "supportbot-nonce.") : ("__Host-supportbot-oidc.", "__Host-supportbot-nonce.");
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            // No other host of the same domain can set them.
            cookie.Path = "/";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = allowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }
    }
}
