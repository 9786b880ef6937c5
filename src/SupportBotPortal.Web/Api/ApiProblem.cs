using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Api;

/// <summary>What the API answers when it does not do what it was asked: a problem as RFC 9457 describes it.</summary>
internal static class ApiProblem
{
    /// <param name="code">What a program tells it by, such as <c>name_taken</c>.</param>
    /// <param name="detail">A sentence for a person: what happened, why, what to do.</param>
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail, Extensions = { ["code"] = code } });

    /// <param name="errors">What is wrong, each at the field of an input.</param>
    public static ProblemHttpResult OfFields(IEnumerable<FieldMessage> errors) => OfNamed(ByField(errors));

    /// <param name="errors">What is wrong, each at the field of an input, which is a part of what was sent.</param>
    public static ProblemHttpResult OfParts(IEnumerable<(string Part, FieldMessage Error)> errors) =>
        OfNamed(errors.GroupBy(e => $"{e.Part}.{NameOf(e.Error.Field)}").ToDictionary(field => field.Key, field => field.Select(e => e.Error.Message).ToArray()));

    /// <summary>By the names that fields have in JSON.</summary>
    public static IReadOnlyDictionary<string, string[]> ByField(IEnumerable<FieldMessage> errors) =>
        errors.GroupBy(e => NameOf(e.Field)).ToDictionary(field => field.Key, field => field.Select(e => e.Message).ToArray());

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "not_found", $"There is no such {what}. It may have been deleted.");

    public static ProblemHttpResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "conflict", detail);

    public static ProblemHttpResult Locked(string detail) => Of(StatusCodes.Status503ServiceUnavailable, "locked", detail);

    public static ProblemHttpResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "forbidden", detail);

    public static ProblemHttpResult TooMany() => Of(StatusCodes.Status429TooManyRequests, "too_many_calls", "Too many calls of providers are under way, or were started within a minute. Try again in a minute.");

    /// <summary>What a field of an input is called in JSON.</summary>
    private static string NameOf(string field) => field switch
    {
        nameof(ProviderInput.TypeId) => "provider_type",
        nameof(GenerationInput.MaximumOutputTokens) => "max_output_tokens",
        nameof(BotTokenInput.Until) => "last_day",
        _ when field.StartsWith("Settings[", StringComparison.Ordinal) => $"config.{field["Settings[".Length..^1]}",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(field),
    };

    private static ProblemHttpResult OfNamed(IReadOnlyDictionary<string, string[]> fields)
    {
        const int status = StatusCodes.Status422UnprocessableEntity;
        return TypedResults.Problem(new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = fields.Count == 1 ? "One field is not right. Nothing was changed." : $"{fields.Count} fields are not right. Nothing was changed.",
            Extensions = { ["code"] = "invalid", ["errors"] = fields },
        });
    }
}
