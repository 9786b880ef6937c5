namespace SupportBotPortal.FakeProviders;

/// <summary>What a <see cref="FakeUpstream"/> starts with.</summary>
public sealed record FakeOptions
{
    /// <summary>Port for http; 0 = any free one.</summary>
    public int HttpPort { get; set; }

    /// <summary>Port for https with the valid certificate, the other certificates follow on the next ports; 0 = any free ones.</summary>
    public int HttpsPort { get; set; }

    /// <summary>The key that the OpenAI endpoint accepts.</summary>
    public string OpenAiKey { get; set; } = "sk-fake-openai";

    /// <summary>The key that the Anthropic endpoint accepts.</summary>
    public string AnthropicKey { get; set; } = "sk-fake-anthropic";

    /// <summary>How many models a page of a list has at most, whatever was asked for: small, so that several pages are needed.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>The key that the Google endpoint accepts.</summary>
    public string GoogleKey { get; set; } = "AQ.fake-google";

    /// <summary>The key, token or password that the custom endpoint accepts.</summary>
    public string CustomKey { get; set; } = "sk-fake-custom";

    /// <summary>The user name that goes with it, for basic authentication.</summary>
    public string CustomUser { get; set; } = "fake";

    /// <summary>How the custom endpoint wants to be authenticated to.</summary>
    public FakeAuth CustomAuth { get; set; } = FakeAuth.Bearer;

    /// <summary>The header for <see cref="FakeAuth.Header"/>.</summary>
    public string CustomHeaderName { get; set; } = "X-Api-Key";

    /// <summary>Between two bytes of <see cref="FakeBehaviour.Drip"/>.</summary>
    public TimeSpan DripInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>In <c>Retry-After</c> of a rate limit.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(7);
}
