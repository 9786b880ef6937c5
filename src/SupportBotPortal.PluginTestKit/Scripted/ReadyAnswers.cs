namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>What is the same for every vendor, because it is not the vendor who answers so.</summary>
internal static class ReadyAnswers
{
    private const string SignInPage = "<!doctype html><html><head><title>Sign in</title></head><body><form action=\"/login\"></form></body></html>";

    /// <returns><see langword="null"/> if the vendor's own answer is wanted.</returns>
    public static UpstreamAnswer? Of(UpstreamScenario scenario, Uri url) => scenario switch
    {
        UpstreamScenario.KnowsNoPath => new(404, ["<html><body><h1>Not Found</h1></body></html>"]) { ContentType = "text/html" },
        UpstreamScenario.AnswersWithWebPage => new(200, [SignInPage]) { ContentType = "text/html" },
        UpstreamScenario.AnswersWithGarbage => UpstreamAnswer.Json("\u0000\u0001}{]\u2603 not json"),
        UpstreamScenario.AnswersWithOtherJson => UpstreamAnswer.Json("""{"status":"up","version":"1.2.3"}"""),
        UpstreamScenario.AnswersWithHalfJson => UpstreamAnswer.Json("""{"object":"list","data":[{"id":"half-a-mo"""),
        UpstreamScenario.AnswersWithNothing => new(200, []),
        UpstreamScenario.AnswersWithTooMuch => new(200, ["{\"filler\":\"", .. Enumerable.Repeat(new string('x', 16 << 10), 8), "\"}"]),
        UpstreamScenario.RedirectsWithin => Redirect(new UriBuilder(url) { Query = "redirected=1" }.Uri),
        UpstreamScenario.RedirectsElsewhere => Redirect(new("https://redirected.invalid" + url.PathAndQuery)),
        UpstreamScenario.HangsAfterHeaders => new(200, []) { Ending = AnswerEnding.Stalls },
        _ => null,
    };

    private static UpstreamAnswer Redirect(Uri to) => new(302, []) { Headers = [new("Location", to.AbsoluteUri)] };
}
