using System.Text;
using System.Text.Json.Nodes;

namespace SupportBotPortal.FakeProviders.OpenAi;

/// <summary>Accepts exactly the credential that the options name.</summary>
internal static class OpenAiKeyCheck
{
    public static bool Passes(FakeUpstream fake, FakeRoute route, FakeRequest request, FakeBehaviour behaviour, out int status, out JsonObject error)
    {
        var openAi = route.Vendor.Name == "openai";
        var scheme = openAi ? FakeAuth.Bearer : route.Auth ?? fake.Options.CustomAuth;
        var (name, expected) = scheme switch
        {
            FakeAuth.None => ("Authorization", null),
            FakeAuth.Bearer => ("Authorization", "Bearer " + (openAi ? fake.Options.OpenAiKey : fake.Options.CustomKey)),
            FakeAuth.Basic => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{fake.Options.CustomUser}:{fake.Options.CustomKey}"))),
            FakeAuth.Header => (fake.Options.CustomHeaderName, fake.Options.CustomKey),
            _ => throw new InvalidOperationException(),
        };
        var given = request.Header(name);
        var open = expected is null
            || behaviour == FakeBehaviour.ChecksNoKey
            || (behaviour == FakeBehaviour.PublicList && route.Endpoint == FakeEndpoint.Models);

        status = 401;
        error = given is null
            ? OpenAiBodies.Error("You didn't provide an API key.", "invalid_request_error", null)
            : OpenAiBodies.Error("Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
        return open || given == expected;
    }
}
