using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.PluginTestKit.Scripted;
using static SupportBotPortal.PluginTestKit.UpstreamScenario;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

/// <summary>How Exemplar answers.</summary>
internal sealed class ExemplarScript : IVendorScript
{
    public const string Key = "exemplar-key-0f6b1d";
    public const string Team = "support";
    public const int RetrySeconds = 7;

    private const int PageSize = 2;

    public static IReadOnlyList<string> Models { get; } = ["ex-large", "ex-small", "ex-tiny", "ex-old", "ex-new"];

    private static readonly string[] Unusable = ["bell\u0007", "\u202Egnp.tpg", "line\r\nbreak", "", new('x', 201), "ex-small"];

    public Uri BaseUrl { get; } = new("https://exemplar.invalid/api");

    public IReadOnlyList<string> ModelsIn(UpstreamScenario scenario) => scenario == ListsNothing ? [] : Models;

    public UpstreamRequest Recognize(UpstreamRequest request) =>
        request.Url.AbsolutePath.EndsWith("/say", StringComparison.Ordinal) ? request with { Generates = true, Model = JsonNode.Parse(request.Body)!["model"]!.GetValue<string>() } : request;

    public string? WhyNot(UpstreamScenario scenario, UpstreamPart part) => null;

    public UpstreamAnswer Answer(UpstreamRequest request, UpstreamScenario scenario)
    {
        var key = request.Headers.FirstOrDefault(h => h.Key == ExemplarApi.KeyHeader).Value;
        if (Refusal(scenario, request, key) is { } refusal)
            return refusal;
        if (key != Key && scenario != ChecksNoKey && (scenario != ListsForAnybody || request.Generates))
            return Error(401, "bad_key");
        return request.Generates ? Say(JsonNode.Parse(request.Body)!, scenario) : List(request, scenario);
    }

    private static UpstreamAnswer? Refusal(UpstreamScenario scenario, UpstreamRequest request, string? key) => scenario switch
    {
        RefusesKey => Error(401, "bad_key"),
        RepeatsKey => Error(401, $"bad_key {key} {Uri.EscapeDataString(key ?? "")} {Convert.ToBase64String(Encoding.UTF8.GetBytes(key ?? ""))}"),
        DeniesPermission => Error(403, "not_allowed"),
        QuotaUsedUp => Error(429, "no_credit"),
        RateLimited => Error(429, "too_many") with { Headers = [new("Retry-After", RetrySeconds.ToString(CultureInfo.InvariantCulture))] },
        Overloaded => Error(503, "busy"),
        Fails => Error(500, "internal"),
        FailsWithin200 => Error(200, "internal"),
        KnowsNoModel when request.Generates => Error(404, "no_model"),
        LaterPageFails when From(request) > 0 => Error(500, "internal"),
        _ => null,
    };

    private static UpstreamAnswer List(UpstreamRequest request, UpstreamScenario scenario)
    {
        var from = From(request);
        var all = scenario switch
        {
            ListsNothing => [],
            ListsUnusableIds => [.. Models, .. Unusable],
            _ => Models,
        };
        int? next = scenario == ListNeverEnds || from + PageSize < all.Count ? from + PageSize : null;
        var items = new JsonArray([.. all.Skip(from).Take(PageSize).Select(m => JsonValue.Create(m))]);
        return UpstreamAnswer.Json(new JsonObject { ["items"] = items, ["next"] = next }.ToJsonString());
    }

    private static UpstreamAnswer Say(JsonNode asked, UpstreamScenario scenario)
    {
        var model = scenario == AnswersAsAnotherModel ? "ex-cheap" : asked["model"]!.GetValue<string>();
        var (text, stop) = scenario == StopsAtTokenLimit ? ("", "limit") : ($"You said: {asked["turns"]!.AsArray()[^1]!["text"]}", "end");
        if (!asked["stream"]!.GetValue<bool>())
            return UpstreamAnswer.Json(new JsonObject { ["model"] = model, ["text"] = text, ["stop"] = stop }.ToJsonString());

        List<string> pieces = [.. text.EnumerateRunes().Chunk(4).Select(c => new JsonObject { ["text"] = string.Concat(c) }.ToJsonString())];
        var end = new JsonObject { ["text"] = "", ["stop"] = stop, ["model"] = model }.ToJsonString();
        return scenario switch
        {
            StreamFails => UpstreamAnswer.Events([.. pieces.Take(2), """{"error":{"kind":"busy"}}"""]),
            StreamEndsEarly => UpstreamAnswer.Events(pieces.Take(2)),
            StreamBreaks => UpstreamAnswer.Events(pieces.Take(2), AnswerEnding.Breaks),
            StreamStalls => UpstreamAnswer.Events(pieces.Take(2), AnswerEnding.Stalls),
            _ => UpstreamAnswer.Events([.. pieces, end]),
        };
    }

    private static int From(UpstreamRequest request) => int.TryParse(HttpUtility.ParseQueryString(request.Url.Query)["from"], CultureInfo.InvariantCulture, out var from) ? from : 0;

    private static UpstreamAnswer Error(int status, string kind) =>
        UpstreamAnswer.Json(new JsonObject { ["error"] = new JsonObject { ["kind"] = kind, ["message"] = "Exemplar is sorry." } }.ToJsonString(), status);
}
