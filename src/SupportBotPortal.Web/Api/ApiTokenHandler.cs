using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Web.Api;

/// <summary>Lets programs in by an API token in the header <c>Authorization</c>. A person's cookie opens nothing here.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiCallers callers, UserPermissions permissions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-token";

    private const string Bearer = "Bearer ";

    private string refusal = $"No API token came with the request. Send it in the header Authorization: Bearer {ApiTokens.Text.Beginning}….";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Request.Headers.Authorization;
        if (sent.Count == 0) return AuthenticateResult.NoResult();
        if (sent is not [{ } one] || !one.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Refuse($"The header Authorization is not as it has to be: one, of the form Bearer {ApiTokens.Text.Beginning}….");
        var (caller, why) = await callers.FindAsync(one[Bearer.Length..].Trim(), Context.RequestAborted);
        if (caller is null) return Refuse(why);
        // Before anybody asks: from here on nothing in this request gets more.
        permissions.LimitTo(caller.Allows);
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, caller.Token.UserId.ToString()), new(ClaimTypes.Name, $"{caller.PersonName} (API token “{caller.Token.Name}”)")], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // RFC 6750, 3: without a token nothing is said about errors.
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, "unauthorized", refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiRefusal.ForbidAsync(Context);

    private AuthenticateResult Refuse(string why)
    {
        refusal = why;
        return AuthenticateResult.Fail(why);
    }
}
