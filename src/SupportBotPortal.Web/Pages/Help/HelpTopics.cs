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
            ],
            [Remedy.Test, Remedy.StatusPage]),
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
