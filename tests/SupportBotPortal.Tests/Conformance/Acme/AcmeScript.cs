using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.PluginTestKit.Scripted;
using static SupportBotPortal.PluginTestKit.UpstreamScenario;

namespace SupportBotPortal.Tests.Conformance.Acme;

/// <summary>What Acme's author would write: how Acme answers, and what it cannot do.</summary>
internal sealed class AcmeScript : IVendorScript
{
    public const string Key = "acme-key-51d0c2a7";
    public const int RetrySeconds = 3;

    public static IReadOnlyList<string> Models { get; } = ["acme-large", "acme-small"];

    public Uri BaseUrl { get; } = new("https://api.acme.example/v1");

    public IReadOnlyList<string> ModelsIn(UpstreamScenario scenario) => scenario == ListsNothing ? [] : Models;

    public UpstreamRequest Recognize(UpstreamRequest request) =>
        request.Url.AbsolutePath == "/v1/generate" ? request with { Generates = true, Model = JsonNode.Parse(request.Body)!["model"]!.GetValue<string>() } : request;

    public string? WhyNot(UpstreamScenario scenario, UpstreamPart part) => scenario switch
    {
        ListsInPages or LaterPageFails or ListNeverEnds => "Acme's list has one page.",
        ListsUnusableIds => "Acme names its models in lower-case letters and dashes.",
        ChecksNoKey or ListsForAnybody => "Acme has one address, and checks the key of every request there.",
        QuotaUsedUp => "Acme sends a bill at the end of the month.",
        FailsWithin200 => "Acme says errors by their status.",
        AnswersAsAnotherModel => "Acme's answers name no model.",
        StreamFails or StreamEndsEarly or StreamBreaks or StreamStalls => "Acme does not stream.",
        _ => null,
    };

    public UpstreamAnswer Answer(UpstreamRequest request, UpstreamScenario scenario)
    {
        var key = request.Headers.FirstOrDefault(h => h.Key == "X-Acme-Key").Value;
        return scenario switch
        {
            RefusesKey => Error(401),
            RepeatsKey => UpstreamAnswer.Json($"\"No: {key} {Uri.EscapeDataString(key ?? "")} {Convert.ToBase64String(Encoding.UTF8.GetBytes(key ?? ""))}\"", 401),
            DeniesPermission => Error(403),
            RateLimited => Error(429) with { Headers = [new("Retry-After", RetrySeconds.ToString(CultureInfo.InvariantCulture))] },
            Overloaded => Error(503),
            Fails => Error(500),
            KnowsNoModel when request.Generates => Error(422),
            _ when key != Key => Error(401),
            _ when request.Generates => Generate(JsonNode.Parse(request.Body)!, scenario),
            _ => UpstreamAnswer.Json(new JsonObject { ["models"] = new JsonArray([.. ModelsIn(scenario).Select(m => new JsonObject { ["name"] = m })]) }.ToJsonString()),
        };
    }

    private static UpstreamAnswer Generate(JsonNode asked, UpstreamScenario scenario)
    {
        var (text, stop) = scenario == StopsAtTokenLimit ? ("", "length") : ($"You said: {asked["prompt"]}", "end");
        return UpstreamAnswer.Json(new JsonObject { ["text"] = text, ["stop"] = stop }.ToJsonString());
    }

    private static UpstreamAnswer Error(int status) => UpstreamAnswer.Json("""{"message":"No."}""", status);
}
