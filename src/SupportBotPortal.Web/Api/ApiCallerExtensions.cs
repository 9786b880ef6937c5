using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Web.Api;

internal static class ApiCallerExtensions
{
    /// <summary>The program that asks; whoever gets as far as an endpoint has a token.</summary>
    public static ApiCaller Caller(this HttpContext context) => context.Features.GetRequiredFeature<ApiCaller>();
}
