using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SupportBotPortal.Tests.Shared;

/// <summary>A real identity provider (OpenIddict) on loopback. Its page asks who one is, and believes it: <c>&amp;as=…</c> is a link on it.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "supportbot-portal";
    public const string ClientSecret = "the-secret-of-the-portal-at-the-provider";

    private readonly WebApplication app;
    private readonly SqliteConnection database;

    private IdentityProvider(WebApplication app, SqliteConnection database) => (this.app, this.database) = (app, database);

    public string Url { get; private set; } = "";

    /// <summary>Whom it knows, by the name of the link.</summary>
    public Dictionary<string, Known> People { get; } = [];

    /// <summary>When somebody typed the password there, counted back from now.</summary>
    public TimeSpan SignedInSince { get; set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var database = new SqliteConnection("Data Source=:memory:");
        await database.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.RegisterScopes(Scopes.Email, Scopes.Profile, "groups");
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var app = builder.Build();
        var provider = new IdentityProvider(app, database);
        app.UseAuthentication();
        app.MapGet("/connect/authorize", provider.Authorize);
        app.MapGet("/connect/userinfo", (Delegate)provider.UserInfoAsync);
        await app.StartAsync();
        // By name, as people would write it.
        provider.Url = $"http://localhost:{new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port}";
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        return provider;
    }

    /// <summary>Registers the portal.</summary>
    /// <param name="portal">Its address.</param>
    public async Task RegisterAsync(string portal)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(portal + "/sign-in/oidc/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code,
                Permissions.Scopes.Email, Permissions.Scopes.Profile, Permissions.Prefixes.Scope + "groups",
            },
        });
    }

    /// <summary>The portal's settings for it.</summary>
    public Dictionary<string, string?> Settings(params (string Group, string Role)[] roles)
    {
        var settings = new Dictionary<string, string?> { ["Oidc:Authority"] = Url, ["Oidc:ClientId"] = ClientId, ["Oidc:ClientSecret"] = ClientSecret, ["Oidc:Name"] = "Example login", ["Oidc:Scopes:0"] = "groups" };
        for (var index = 0; index < roles.Length; index++) (settings[$"Oidc:Roles:{index}:Group"], settings[$"Oidc:Roles:{index}:Role"]) = roles[index];
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private IResult Authorize(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var name = context.Request.Query["as"].ToString();
        if (name.Length == 0) return Results.Content($"<!DOCTYPE html><html lang='en'><title>Example login</title><link rel='icon' href='data:,'><h1>Who are you?</h1>{string.Concat(People.Keys.Append("nobody").Select(key => $"<p><a href='{context.Request.QueryString}&amp;as={key}'>{key}</a>"))}", "text/html");
        if (!People.TryGetValue(name, out var known)) return Results.Forbid(new(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        var identity = new ClaimsIdentity("example", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, known.Subject).SetClaim("known", name).SetClaim(Claims.AuthenticationTime, DateTimeOffset.UtcNow.Subtract(SignedInSince).ToUnixTimeSeconds());
        if (known.Email is not null) identity.SetClaim(Claims.Email, known.Email).SetClaim(Claims.EmailVerified, known.IsEmailVerified);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(claim => claim.Type == "known" ? [Destinations.AccessToken] : [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>Groups are said here, and not in the token.</summary>
    private async Task<IResult> UserInfoAsync(HttpContext context)
    {
        var principal = (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal;
        if (principal is null) return Results.Unauthorized();
        var known = People[principal.GetClaim("known")!];
        return Results.Json(new Dictionary<string, object> { ["sub"] = known.Subject, ["groups"] = known.Groups });
    }

    public sealed record Known(string Subject, string? Email, params string[] Groups)
    {
        public bool IsEmailVerified { get; init; } = true;
    }
}
