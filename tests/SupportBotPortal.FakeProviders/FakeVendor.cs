using SupportBotPortal.FakeProviders.Anthropic;
using SupportBotPortal.FakeProviders.Google;
using SupportBotPortal.FakeProviders.OpenAi;
using SupportBotPortal.FakeProviders.OpenRouter;

namespace SupportBotPortal.FakeProviders;

/// <summary>A vendor whose protocol the fake speaks.</summary>
/// <param name="Name">First part of the path.</param>
/// <param name="Version">Ends the base URL, and so ends what a person may put between, such as a behaviour.</param>
/// <param name="EndpointOf">Which endpoint the path after the base URL is.</param>
/// <param name="AnswerAsync">Answers one request.</param>
internal sealed record FakeVendor(string Name, string Version, Func<string, FakeEndpoint> EndpointOf, FakeVendor.Answer AnswerAsync)
{
    private static readonly Answer OpenAi = (fake, context, route, request, token) => new OpenAiAnswer(fake, context, route, request, token).SendAsync();

    private static readonly Answer Google = (fake, context, route, request, token) => new GoogleAnswer(fake, context, route, request, token).SendAsync();

    private static readonly Answer OpenRouter = (fake, context, route, request, token) => new OpenRouterAnswer(fake, context, route, request, token).SendAsync();

    private static readonly FakeVendor[] All =
    [
        new("openai", "v1", OpenAiAnswer.EndpointOf, OpenAi),
        new("anthropic", "v1", AnthropicAnswer.EndpointOf, (fake, context, route, request, token) => new AnthropicAnswer(fake, context, route, request, token).SendAsync()),
        new("custom", "v1", OpenAiAnswer.EndpointOf, OpenAi),
        new("api", "v1", OpenRouterAnswer.EndpointOf, OpenRouter),
        new("google", "v1beta", GoogleAnswer.EndpointOf, Google) { OlderVersion = "v1" },
    ];

    /// <summary>What may end the base URL as well.</summary>
    public string? OlderVersion { get; init; }

    public delegate Task Answer(FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, CancellationToken cancellationToken);

    public static FakeVendor? Find(string name) => Array.Find(All, v => v.Name == name);
}
