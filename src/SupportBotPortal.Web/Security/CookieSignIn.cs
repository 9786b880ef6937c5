using Htmx;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Security;

/// <summary>The cookie that carries a session's key, and what happens to those who have none.</summary>
public static class CookieSignIn
{
    public const string SignInPath = "/sign-in";

    /// <param name="services">Where to add it.</param>
    /// <param name="allowHttp">Only Development on loopback: elsewhere the cookie travels by https alone.</param>
    public static IServiceCollection AddCookieSignIn(this IServiceCollection services, bool allowHttp)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = allowHttp ? "supportbot" : "__Host-supportbot";
            options.Cookie.SecurePolicy = allowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.IsEssential = true;
            // The server's session decides; the cookie's own sliding would extend it by polling.
            options.ExpireTimeSpan = SessionStore.AbsoluteTimeout;
            options.SlidingExpiration = false;
            options.LoginPath = SignInPath;
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToLogin = RedirectToSignIn;
            options.Events.OnRedirectToAccessDenied = Refuse;
            // The handler itself would lead to whatever returnUrl the request names, also where no header can carry it; the
            // sign-in page does that, after a look at it.
            options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        })
            .AddCookie(PendingSignIn.Scheme, options => ForAMoment(options, allowHttp ? "supportbot-pending" : "__Host-supportbot-pending", allowHttp))
            // Where Identity keeps what a passkey is to sign, until it has.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => ForAMoment(options, allowHttp ? "supportbot-passkey" : "__Host-supportbot-passkey", allowHttp));
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(provider =>
            new ConfigureNamedOptions<CookieAuthenticationOptions>(
                IdentityConstants.ApplicationScheme,
                options => options.SessionStore = provider.GetRequiredService<SessionStore>()));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = allowHttp ? "supportbot-form" : "__Host-supportbot-form";
            options.Cookie.SecurePolicy = allowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = false;
        });
        // Carries sentences such as “… is saved”; its default is no Secure flag at all.
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = allowHttp ? "supportbot-note" : "__Host-supportbot-note";
            options.Cookie.SecurePolicy = allowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        return services;
    }

    private static void ForAMoment(CookieAuthenticationOptions options, string name, bool allowHttp)
    {
        options.Cookie.Name = name;
        options.Cookie.SecurePolicy = allowHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = PendingSignIn.Lifetime;
        options.SlidingExpiration = false;
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
    }

    private static Task RedirectToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.IsHtmx())
        {
            // A redirect would be followed by the browser and its page swapped into a fragment.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = $"{SignInPath}?returnUrl={Uri.EscapeDataString(CurrentPage(context.Request))}";
        }
        else if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
        {
            // Without the host, which the request may have made up, or not have at all.
            var request = context.Request;
            var here = QueryString.Create(context.Options.ReturnUrlParameter, $"{request.PathBase}{request.Path}{request.QueryString}");
            context.Response.Redirect($"{request.PathBase}{SignInPath}{here}");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private static async Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Who only owes a second factor is led to where it is set up; whoever waits for a fragment has the notice on the page.
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.IsHtmx() && (await context.HttpContext.EffectivePermissionsAsync()).OwesSecondFactor)
            context.Response.Redirect($"{context.Request.PathBase}/account/second-factor");
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private static string CurrentPage(HttpRequest request) =>
        Uri.TryCreate(request.Headers["HX-Current-URL"].ToString(), UriKind.Absolute, out var url) ? url.PathAndQuery : "/";
}
