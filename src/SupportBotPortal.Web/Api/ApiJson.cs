using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;

namespace SupportBotPortal.Web.Api;

/// <summary>How the API writes JSON, and how strictly it reads it: a misspelt field is an error, and not ignored.</summary>
internal static class ApiJson
{
    public static void Configure(JsonOptions options)
    {
        var json = options.SerializerOptions;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 32;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    /// <summary>Why it could not be read, for whoever sent it. Never what was in it: it may be a key.</summary>
    public static string Explain(JsonException problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var where = string.IsNullOrEmpty(problem.Path) || problem.Path == "$" ? "" : problem.Path.TrimStart('$').TrimStart('.');
        return problem.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"There is no field “{where}” that can be written here. The OpenAPI document lists those that can.",
            var m when m.Contains("missing required propert", StringComparison.Ordinal) => $"Fields are missing: {m[(m.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().TrimEnd('.').Replace("'", "", StringComparison.Ordinal)}.",
            var m when m.Contains("Duplicate propert", StringComparison.Ordinal) => $"The field “{where}” is there twice.",
            // What the reader itself stumbles over is no JSON; what only does not fit has no reader's exception within.
            _ when problem.InnerException is JsonException => "The body is not valid JSON.",
            _ when where.Length > 0 => $"The field “{where}” has a value of the wrong kind. The OpenAPI document says which kinds there are.",
            _ => "The body is not valid JSON.",
        };
    }
}
