namespace SupportBotPortal.FakeProviders;

/// <summary>How the fake answers. By hand: in kebab case in the path, e.g. <c>/openai/rate-limited/v1</c>.</summary>
public enum FakeBehaviour
{
    Ok,

    /// <summary>401 <c>invalid_api_key</c>, whatever the key.</summary>
    InvalidKey,

    /// <summary>A restricted key: lists models, 403 with a scope message on generating.</summary>
    ListOnly,

    /// <summary>A restricted key: generates, 403 with a scope message on listing.</summary>
    GenerateOnly,

    /// <summary>404, as a web server answers for an unknown path.</summary>
    PathNotFound,

    /// <summary>404 <c>model_not_found</c> on generating.</summary>
    ModelNotFound,

    /// <summary>429 <c>rate_limit_exceeded</c> with <c>Retry-After</c>.</summary>
    RateLimited,

    /// <summary>429 <c>insufficient_quota</c>: waiting does not help.</summary>
    InsufficientQuota,

    /// <summary>402, as DeepSeek and OpenRouter answer without balance.</summary>
    PaymentRequired,

    /// <summary>500 with a page of HTML.</summary>
    ServerErrorHtml,

    /// <summary>503 <c>server_is_overloaded</c>.</summary>
    Overloaded,

    /// <summary>529 <c>overloaded_error</c>.</summary>
    Busy529,

    /// <summary>Accepts the request and never answers.</summary>
    Hang,

    /// <summary>Sends status and headers, then nothing.</summary>
    HangAfterHeaders,

    /// <summary>The right answer, byte by byte with <see cref="FakeOptions.DripInterval"/> between.</summary>
    Drip,

    /// <summary>302 to a working path of the same host.</summary>
    RedirectSameHost,

    /// <summary>302 to a host that does not exist.</summary>
    RedirectOtherHost,

    /// <summary>302 to <see cref="FakeUpstream.RedirectTarget"/>.</summary>
    RedirectToTarget,

    /// <summary>A login page with status 200.</summary>
    HtmlWith200,

    /// <summary>Random-looking bytes that claim to be JSON.</summary>
    Garbage,

    /// <summary>Proper JSON of something else.</summary>
    WrongJson,

    /// <summary>JSON that stops in the middle, as a complete response.</summary>
    TruncatedJson,

    /// <summary>200 with no body.</summary>
    EmptyBody,

    /// <summary>A list of no models.</summary>
    EmptyList,

    /// <summary>100 MB of one model list.</summary>
    HugeBody,

    /// <summary>Some 130 KB that unpack to 128 MB, sent as gzip although nobody asked for it.</summary>
    GzipBomb,

    /// <summary>A well-formed list of a million models.</summary>
    MillionModels,

    /// <summary>Model ids that are markup; legal, and dangerous to a page that does not encode.</summary>
    HtmlModelIds,

    /// <summary>Model ids with control and bidirectional characters.</summary>
    ControlCharacterModelIds,

    /// <summary>Cuts the connection instead of answering.</summary>
    ConnectionReset,

    /// <summary>400 <c>unsupported_parameter</c> on <c>max_tokens</c>, as reasoning models answer.</summary>
    RefusesMaxTokens,

    /// <summary>422 on <c>max_completion_tokens</c>, as Mistral answers to unknown fields.</summary>
    RefusesMaxCompletionTokens,

    /// <summary>400 <c>unsupported_value</c> on any <c>temperature</c>.</summary>
    RefusesTemperature,

    /// <summary>Answers with any key and with none.</summary>
    ChecksNoKey,

    /// <summary>Lists models for anybody, but checks the key on generating, as OpenRouter does.</summary>
    PublicList,

    /// <summary>401 whose body repeats the key it was given, raw and encoded.</summary>
    EchoesKey,

    /// <summary>An <c>error</c> body with status 200.</summary>
    ErrorInside200,

    /// <summary>A stream that reports an error after its first words.</summary>
    StreamError,

    /// <summary>A stream that ends politely in the middle: no finish reason, no <c>[DONE]</c>.</summary>
    StreamCutOff,

    /// <summary>A stream whose connection breaks after its first words.</summary>
    StreamReset,

    /// <summary>A stream that says its first words and then nothing, without ending.</summary>
    StreamStall,

    /// <summary>The customer's own spend limit is reached: Anthropic says so with 400, OpenAI with 429.</summary>
    SpendLimit,

    /// <summary>No credit left: Anthropic says so with 400, OpenAI with 429.</summary>
    CreditTooLow,

    /// <summary>400 on any of <c>temperature</c>, <c>top_p</c> and <c>top_k</c>, one at a time.</summary>
    RefusesSampling,

    /// <summary>Cannot count tokens (404), as gateways that know only the essential paths.</summary>
    NoTokenCount,

    /// <summary>Answers with another model than the one that was asked, and says so only in <c>model</c>.</summary>
    SubstitutesModel,

    /// <summary>A list with always one more page, each with a new model.</summary>
    EndlessPages,

    /// <summary>A list with always one more page, which is the first one again.</summary>
    RepeatingPages,

    /// <summary>A list that promises more and brings pages without models.</summary>
    EmptyPages,

    /// <summary>Spends all tokens on thinking: no text, <c>finish_reason: length</c>.</summary>
    StopsAtTokenLimit,

    /// <summary>Answers with a dated version of the asked model: the same one, said more exactly.</summary>
    AnswersWithVersion,

    /// <summary>Google: 403, since the key was found in public.</summary>
    LeakedKey,

    /// <summary>Google: 400 <c>FAILED_PRECONDITION</c>, since the caller's country is not served.</summary>
    RegionNotSupported,

    /// <summary>Google: answers say on which day the model is switched off.</summary>
    Retiring,

    /// <summary>Google: a filter refuses the question, status 200 without an answer.</summary>
    BlocksPrompt,

    /// <summary>Google: a filter withholds the answer, <c>finishReason: SAFETY</c>.</summary>
    BlocksAnswer,
}
