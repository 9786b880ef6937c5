using Humanizer;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Help;

/// <summary>All topics: one for each cause, and what people ask without a failed test.</summary>
public static class HelpTopics
{
    public const string ModelsNotAppearing = "models-not-appearing";
    public const string SlowResponses = "slow-responses";
    public const string KeyNotProven = "key-not-proven";
    public const string NotTestable = "not-testable";
    public const string ScheduledTests = "scheduled-tests";
    public const string Alerts = "alerts";
    public const string Reports = "reports";
    public const string Generation = "model-and-generation";
    public const string Bots = "bots";
    public const string Usage = "usage";

    // Before the topics, which are made with it.
    private static readonly Dictionary<FailureCause, string> Slugs = Enum.GetValues<FailureCause>().ToDictionary(cause => cause, cause => cause.ToString().Kebaberize());

    public static IReadOnlyList<HelpTopic> All { get; } = [.. Enum.GetValues<FailureCause>().Select(Of), .. Others];

    public static HelpTopic? Find(string slug) => All.FirstOrDefault(t => t.Slug == slug);

    /// <summary>The topic of a cause; of one that is unknown, what can be said of any.</summary>
    public static string SlugOf(FailureCause cause) => Slugs.GetValueOrDefault(cause, NotTestable);

    private static IEnumerable<HelpTopic> Others =>
    [
        new(
            ModelsNotAppearing,
            "Models do not appear",
            "A model that should be there is not found by a discovery, or not offered where models are chosen.",
            [
                "Discover the models: a provider lists what this very key may use. A model that another account sees may be missing here.",
                "If the discovery fails, mend that first: the cause beside it says how. A failed discovery changes nothing.",
                "Only active providers offer their models: activate it.",
                "A deployment or a very new model may be usable without being listed. Type its id into the list of models; what is typed is kept.",
                "A model that is “not for chat”, such as one for embeddings, is found but cannot answer customers.",
            ],
            [Remedy.Discover, Remedy.Edit, Remedy.KeyPage]),
        new(
            SlowResponses,
            "Slow responses",
            "The provider answers, but takes longer than it should.",
            [
                "Look at the vendor’s status page: most slowness is theirs, and passes.",
                "Test again and compare the steps: a slow address or connection is the network between the portal and the provider; a slow answer is the provider itself.",
                "A self-hosted model that was not used for a while is loaded first: the first answer is slow, the next ones are not.",
                "Choose a smaller model, or lower the number of tokens that it may answer with.",
                "If it is as fast as it can be, raise the threshold from which on it counts as slow.",
            ],
            [Remedy.Test, Remedy.StatusPage, Remedy.PlanTests]),
        new(
            KeyNotProven,
            "The key is not proven",
            "The provider answers, but would have answered without the key as well, so that the test could not show that the key is right.",
            [
                "Choose “Test with a short answer”: some endpoints list their models to everybody and check the key only when text is generated.",
                "If this endpoint checks no key at all, choose “No authentication”: then there is nothing to prove, and it can be healthy.",
            ],
            [Remedy.Test, Remedy.Edit]),
        new(
            NotTestable,
            "Not testable",
            "The portal could not even begin the test: the key cannot be opened or is not there, or the plugin of the type is not loaded. It is not an outage of the provider.",
            [
                "If the portal is locked, give it back its master key: the note on every page says how.",
                "If the key cannot be opened, or there is none, enter it again.",
                "If the plugin is missing, look at the list of plugins: it says why it was not loaded.",
            ],
            [Remedy.ReplaceKey, Remedy.Edit, Remedy.Plugins]),
        new(
            ScheduledTests,
            "Tests by schedule",
            "The portal tests every active provider by itself, so that it notices before your customers do.",
            [
                "Leave it as it is unless you have a reason: the usual tests cost nothing. They ask for the list of models or count tokens, and generate nothing.",
                "To be sure that text is really generated, let it make a paid test now and then: a model answers in a few words, about 16 tokens, which the provider bills. There is none unless you ask for it, and never more in a month than you allow.",
                "Give it an interval of its own, from 30 seconds to a week, or a cron expression in a time zone; or turn the tests off.",
                "If it is called down too early or too late, change how many failures in a row that takes. One failure alone changes nothing, but a test that a person starts counts at once.",
                "If it is never tested, look whether it is active. One whose key cannot be opened, or whose plugin is missing, is not testable, and never down.",
            ],
            [Remedy.PlanTests, Remedy.Test]),
        new(
            Alerts,
            "Alerts",
            "The portal tells people when a provider is down, its quota is used up, a key is due, a model retires, or scheduled tests stop: once when it begins, and once when it is over.",
            [
                "Add a channel under Alerts: by mail, which needs a mail server, or by a webhook, whose signing secret is shown once. Choose what it tells of.",
                "Send a test through it. What the server said stands beside it at once, and every message with every attempt in the delivery log.",
                "If nothing arrives, look there first: what failed is tried again for two days, after a minute, then less and less often. “Try now” tries it at once, when you have mended what was in the way.",
                "If too much arrives, leave out “rate limited”, limit the channel to production or to some providers, or raise how many failures in a row make a provider down. Many at the same time make one message.",
                "Before an update, plan a maintenance window: what goes wrong in it is told only if it still goes on at its end.",
                "If it says “down” and nothing after that, it goes on. To hear of it again while it does, give the channel a reminder.",
            ],
            [Remedy.Alerts, Remedy.PlanTests]),
        new(
            Reports,
            "Health reports",
            "The portal tells people regularly how the providers did: how many of their tests they answered, how fast, what went wrong, and which keys and models need somebody soon.",
            [
                "Add as many reports as you have readers: daily, weekly, monthly or by a cron expression, about all providers, those of an environment, or a few.",
                "Each is about the whole days before, by the clocks of its time zone: a weekly one about seven days, a monthly one about the calendar month. It is made once for each, also if the portal was off when it was due; of several that were missed, only the latest is made up for.",
                "Preview it first. “Send now” sends one at once, and takes nothing away from the schedule.",
                "Mail needs a mail server, which is set up under Alerts; a webhook is a channel of Alerts. If nothing arrives, the page of the report says what the server said.",
                "“Not tested” is never 100 %: the reason stands at the end, such as tests that are off or a key that cannot be opened.",
                "What was made stays readable under Reports, and as CSV and JSON, until its report is deleted.",
            ],
            [Remedy.Reports, Remedy.PlanTests]),
        new(
            Generation,
            "Model & generation",
            "Which model answers your bots, how, and what takes its place when it cannot.",
            [
                "Choose a model of any active provider. What you save is used from the next request on; nothing is restarted.",
                "For support a temperature of 0.2 to 0.4 is advised: answers stay close to what was asked. Leave empty what you are not sure of; the vendor’s own value is used then.",
                "Add fallbacks, best of another vendor. They are asked in their order when the model does not begin to answer: when its provider is down, slow, limited or out of quota.",
                "If the page says that a model refuses something, such as a temperature, it is not sent to that model. It still counts for the fallbacks.",
                "Try settings before you save them: write what a customer would say at the end of the form, and the model answers with what stands there, beside what is in production. Nothing of it is stored, and each answer is paid for.",
                "Save a good answer as an example, with what every answer has to mention. Before the next change, replay all examples: it says which answers miss something.",
                "Every save is a version. If answers got worse, compare the last two under Versions, and bring the better one back: that is one click, and a new version.",
                "Do not write secrets into the system prompt: it goes to the provider, and customers may get the bot to repeat it.",
            ],
            [Remedy.Generation]),
        new(
            Bots,
            "Bots that get no answer",
            "A bot asks this portal with a token, as it would ask OpenAI. What it is told when it gets no answer says what is the matter.",
            [
                "401: its token is missing, mistyped, expired or revoked. Make another one under Bot tokens; a token is shown once only.",
                "403 or 404 for a model: it asks for one by a name that it may not use, or that is not there. The name “default” is always the model in production.",
                "503 “No model is chosen”: choose one under Model & generation.",
                "502 or 503 with names of models: all that were asked failed, and the message says why of each. A refused key or a used up quota is mended at the provider’s page; a rate limit passes.",
                "429: the token made too many requests in a minute, or at the same time. Give it a higher limit, or make one token for each bot.",
                "400: the request itself is wrong. The message names the field.",
                "The header x-supportbot-attempts of each answer says which models were asked, and what came of it.",
            ],
            [Remedy.BotTokens, Remedy.Generation]),
        new(
            Usage,
            "Usage",
            "What bots asked for, who answered, how fast, and how many tokens it took: counted by hour for each provider, model and bot token. Prompts and answers are stored nowhere.",
            [
                "A request counts once, for its bot. If a fallback had to answer, the attempts that failed before count for the models that failed: by provider and model you see attempts, by bot requests.",
                "“Refused to bots” is what the portal refused for what the bot sent: a request that cannot be read or is too large, a model that it may not ask for, more than its limit. What failed at a provider, in its plugin or in the portal counts as “without a whole answer”, and so does what the model itself refused: whose fault that was nobody here can tell.",
                "Tokens are what providers say. An answer of which its provider says nothing, or which its bot did not read to the end, is not in the sums: how many those are stands beside them.",
                "“First byte” is of streamed answers, “half within” of whole ones, both from the call to the provider on. They come from histograms, and are right to within 6 %.",
                "Requests without a valid token are counted for nobody, and neither are answers in “Try it” under Model & generation.",
                "Days and “today” are those of UTC. What came in the last seconds is in memory and shown at once; it is written every five seconds.",
                "To count what it cost, take the hours out as CSV or JSON, and compare with the vendor’s usage page: the vendor’s invoice is what counts.",
            ],
            [Remedy.Usage, Remedy.BotTokens, Remedy.UsageDashboard]),
    ];

    private static HelpTopic Of(FailureCause cause)
    {
        var advice = CauseAdvice.For(cause);
        return new(SlugOf(cause), advice.Label, advice.Meaning, advice.Steps, RemediesFor(cause), cause);
    }

    private static IReadOnlyList<Remedy> RemediesFor(FailureCause cause) => cause switch
    {
        FailureCause.Address or FailureCause.AddressRefused or FailureCause.Connect or FailureCause.Tls => [Remedy.Edit, Remedy.Test],
        FailureCause.WrongUrl or FailureCause.NotTheExpectedApi or FailureCause.BadParameter => [Remedy.Edit, Remedy.Test],
        FailureCause.Credentials => [Remedy.ReplaceKey, Remedy.KeyPage, Remedy.Test],
        FailureCause.Permission => [Remedy.KeyPage, Remedy.ReplaceKey, Remedy.Test],
        FailureCause.Quota => [Remedy.UsageDashboard, Remedy.Test],
        FailureCause.RateLimit => [Remedy.Test, Remedy.UsageDashboard],
        FailureCause.Timeout or FailureCause.Overloaded or FailureCause.ProviderError => [Remedy.Test, Remedy.StatusPage],
        FailureCause.ModelMissing => [Remedy.Discover, Remedy.Edit],
        FailureCause.PluginError => [Remedy.Plugins, Remedy.Test],
        _ => [Remedy.Test],
    };
}
