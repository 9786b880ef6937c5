using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SupportBotPortal.Web.Api;

/// <summary>JSON Merge Patch (RFC 7396): what is there replaces, null removes, what is not there stays.</summary>
internal static class MergePatch
{
    public const string ContentType = "application/merge-patch+json";

    /// <exception cref="BadHttpRequestException">There is none.</exception>
    public static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.HasJsonContentType()) throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await context.Request.ReadFromJsonAsync<JsonObject>(context.RequestAborted) ?? throw new BadHttpRequestException("There is no body.");
        }
        catch (JsonException wrong)
        {
            throw new BadHttpRequestException("The patch cannot be read.", wrong);
        }
    }

    /// <param name="current">As it is, in the shape in which it is written.</param>
    /// <param name="patch">What is to change.</param>
    /// <exception cref="BadHttpRequestException">It does not fit the shape.</exception>
    public static T Apply<T>(T current, JsonObject patch, JsonSerializerOptions json)
    {
        ArgumentNullException.ThrowIfNull(patch);
        try
        {
            var target = JsonSerializer.SerializeToNode(current, json)!.AsObject();
            Merge(target, patch);
            return target.Deserialize<T>(json)!;
        }
        catch (JsonException wrong)
        {
            throw new BadHttpRequestException("The patch does not fit.", wrong);
        }
    }

    /// <summary>Gives fields the names that are known, where these differ in case only: whoever removes a header must not miss it.</summary>
    public static void Rename(JsonObject patch, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(known);
        foreach (var name in known)
        {
            if (patch.ContainsKey(name) || patch.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { Key: { } other }) continue;
            var value = patch[other];
            patch.Remove(other);
            patch[name] = value;
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject into) target[name] = into = [];
                Merge(into, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
