using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace SupportBotPortal.FakeProviders.Google;

/// <summary>Accepts exactly one credential, in the header.</summary>
internal static class GoogleKeyCheck
{
    public const string KeyHeader = "x-goog-api-key";

    /// <returns>The refusal; <see langword="null"/> if the key is right.</returns>
    public static (int Status, JsonObject Body)? Refuse(FakeUpstream fake, FakeRoute route, FakeRequest request, FakeBehaviour behaviour)
    {
        // The vendor would take it. Nobody here may send it, for addresses land in logs.
        if (QueryHelpers.ParseQuery(request.Query).ContainsKey("key"))
            return (400, GoogleBodies.Error(400, "INVALID_ARGUMENT", "This fake refuses keys in the address."));
        var given = request.Header(KeyHeader);
        if (given is not null && request.Header("Authorization") is not null)
            return (400, GoogleBodies.Error(400, "INVALID_ARGUMENT", "Multiple authentication credentials received. Please pass only one."));
        if (behaviour == FakeBehaviour.ChecksNoKey || (behaviour == FakeBehaviour.PublicList && route.Endpoint == FakeEndpoint.Models))
            return null;
        if (given is null)
            return (403, GoogleBodies.Error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."));
        return given == fake.Options.GoogleKey ? null : (400, InvalidKey());
    }

    public static JsonObject InvalidKey() =>
        GoogleBodies.Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", GoogleBodies.Reason("API_KEY_INVALID"));
}
