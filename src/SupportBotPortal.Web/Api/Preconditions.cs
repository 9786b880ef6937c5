using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace SupportBotPortal.Web.Api;

/// <summary>
/// Nobody overwrites what he has not seen: whoever changes something names the version he has looked at, by the <c>ETag</c> of the answer in
/// which he saw it.
/// </summary>
internal static class Preconditions
{
    public static void Tag(this HttpContext context, int version) => context.Response.Headers.ETag = TagOf(version);

    /// <returns>Why not, or <see langword="null"/>.</returns>
    public static ProblemHttpResult? Check(HttpContext context, int version)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Headers.IfMatch.Count == 0)
            return ApiProblem.Of(StatusCodes.Status428PreconditionRequired, "if_match_missing", "Send the ETag of what you have looked at in the header If-Match, or * to change it whatever it is now. Nothing was changed.");
        var named = context.Request.GetTypedHeaders().IfMatch;
        return named.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new(TagOf(version)), useStrongComparison: true)) ? null : Changed();
    }

    public static ProblemHttpResult Changed() =>
        ApiProblem.Of(StatusCodes.Status412PreconditionFailed, "changed_meanwhile", "Somebody else has changed it since the version that If-Match names. Read it again, and repeat the change. Nothing was changed.");

    private static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
