using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginTestKit;
using static SupportBotPortal.PluginTestKit.UpstreamScenario;

namespace SupportBotPortal.Tests.Conformance.Subjects;

/// <summary>The scripted providers on a real socket, asked for the kit's scenarios.</summary>
internal sealed partial class FakeBackedUpstream(FakeUpstream fake, BuiltInSubject subject) : IUpstream
{
    private static readonly string[] Unusable = ["bell\u0007", "\u202Egnp.tpg", "line\r\nbreak", new('x', 201)];

    public Uri BaseUrl { get; } = fake.Url(subject.Vendor);

    public IReadOnlyList<string> Models { get; private set; } = [];

    public IReadOnlyList<UpstreamRequest> Requests => [.. fake.Requests.Select(Translate)];

    public string? Play(UpstreamScenario scenario, UpstreamPart part)
    {
        if (subject.WhyNot.TryGetValue(scenario, out var reason))
            return reason;
        fake.StartOver();
        Models = scenario == ListsNothing ? [] : subject.Models;
        fake.Models = scenario == ListsUnusableIds ? [.. subject.Models, .. Unusable, subject.Models[0]] : subject.Models;
        switch (scenario)
        {
            case DeniesPermission when part == UpstreamPart.Everything:
                fake.Behave(FakeBehaviour.ListOnly);
                fake.Behave(FakeBehaviour.GenerateOnly, FakeEndpoint.Models);
                break;
            case DeniesPermission when part == UpstreamPart.NotGenerating:
                fake.Behave(FakeBehaviour.GenerateOnly);
                break;
            case LaterPageFails:
                fake.BehaveNext(FakeBehaviour.Ok, FakeBehaviour.ServerErrorHtml);
                break;
            default:
                fake.Behave(Behaviour(scenario), part == UpstreamPart.Generating ? FakeEndpoint.Chat : FakeEndpoint.All);
                break;
        }

        return null;
    }

    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken) => fake.WaitForRequestsAsync(count, cancellationToken);

    // The fake serves all rules of its subject.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static FakeBehaviour Behaviour(UpstreamScenario scenario) => scenario switch
    {
        AnswersWell or ListsInPages or ListsUnusableIds => FakeBehaviour.Ok,
        ListNeverEnds => FakeBehaviour.EndlessPages,
        ListsNothing => FakeBehaviour.EmptyList,
        RefusesKey => FakeBehaviour.InvalidKey,
        RepeatsKey => FakeBehaviour.EchoesKey,
        DeniesPermission => FakeBehaviour.ListOnly,
        QuotaUsedUp => FakeBehaviour.InsufficientQuota,
        RateLimited => FakeBehaviour.RateLimited,
        Overloaded => FakeBehaviour.Overloaded,
        Fails => FakeBehaviour.ServerErrorHtml,
        FailsWithin200 => FakeBehaviour.ErrorInside200,
        KnowsNoPath => FakeBehaviour.PathNotFound,
        KnowsNoModel => FakeBehaviour.ModelNotFound,
        AnswersWithWebPage => FakeBehaviour.HtmlWith200,
        AnswersWithGarbage => FakeBehaviour.Garbage,
        AnswersWithOtherJson => FakeBehaviour.WrongJson,
        AnswersWithHalfJson => FakeBehaviour.TruncatedJson,
        AnswersWithNothing => FakeBehaviour.EmptyBody,
        AnswersWithTooMuch => FakeBehaviour.HugeBody,
        RedirectsWithin => FakeBehaviour.RedirectSameHost,
        RedirectsElsewhere => FakeBehaviour.RedirectOtherHost,
        Hangs => FakeBehaviour.Hang,
        HangsAfterHeaders => FakeBehaviour.HangAfterHeaders,
        BreaksConnection => FakeBehaviour.ConnectionReset,
        ChecksNoKey => FakeBehaviour.ChecksNoKey,
        ListsForAnybody => FakeBehaviour.PublicList,
        StopsAtTokenLimit => FakeBehaviour.StopsAtTokenLimit,
        AnswersAsAnotherModel => FakeBehaviour.SubstitutesModel,
        StreamFails => FakeBehaviour.StreamError,
        StreamEndsEarly => FakeBehaviour.StreamCutOff,
        StreamBreaks => FakeBehaviour.StreamReset,
        StreamStalls => FakeBehaviour.StreamStall,
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "The fakes do not know this scenario."),
    };

    private UpstreamRequest Translate(FakeRequest request) => new(
        request.Method,
        new Uri(BaseUrl, request.Path + request.Query),
        [.. request.Headers],
        request.Body)
    {
        Generates = request.Endpoint == FakeEndpoint.Chat,
        Model = ModelIn(request),
        Aborted = request.Aborted,
    };

    // models/{id}:{method} with Google, a field of the body elsewhere.
    private static string? ModelIn(FakeRequest request)
    {
        if (MethodOfModel().Match(request.Path) is { Success: true } match)
            return match.Groups["id"].Value;
        return request.Body.Length == 0 ? null : JsonNode.Parse(request.Body)?["model"]?.GetValue<string>();
    }

    [GeneratedRegex("/models/(?<id>[^/]+):[A-Za-z]+$", RegexOptions.CultureInvariant)]
    private static partial Regex MethodOfModel();
}
