using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Which cause each way of failing has, for every built-in type.</summary>
internal static class FailureTable
{
    private static readonly Dictionary<FakeBehaviour, FailureCause> Everywhere = new()
    {
        [InvalidKey] = FailureCause.Credentials,
        [EchoesKey] = FailureCause.Credentials,
        [PathNotFound] = FailureCause.WrongUrl,
        [RateLimited] = FailureCause.RateLimit,
        [InsufficientQuota] = FailureCause.Quota,
        [PaymentRequired] = FailureCause.Quota,
        [ServerErrorHtml] = FailureCause.ProviderError,
        [ErrorInside200] = FailureCause.ProviderError,
        [Overloaded] = FailureCause.Overloaded,
        [Busy529] = FailureCause.Overloaded,
        [RedirectSameHost] = FailureCause.NotTheExpectedApi,
        [RedirectOtherHost] = FailureCause.NotTheExpectedApi,
        [HtmlWith200] = FailureCause.NotTheExpectedApi,
        [Garbage] = FailureCause.NotTheExpectedApi,
        [WrongJson] = FailureCause.NotTheExpectedApi,
        [TruncatedJson] = FailureCause.NotTheExpectedApi,
        [EmptyBody] = FailureCause.NotTheExpectedApi,
        [HugeBody] = FailureCause.NotTheExpectedApi,
        [GzipBomb] = FailureCause.NotTheExpectedApi,
    };

    private static readonly Dictionary<FakeBehaviour, FailureCause> OnListing = new()
    {
        [GenerateOnly] = FailureCause.Permission,
        [MillionModels] = FailureCause.NotTheExpectedApi,
        [ControlCharacterModelIds] = FailureCause.NotTheExpectedApi,
    };

    private static readonly Dictionary<FakeBehaviour, FailureCause> OnChatting = new()
    {
        [ListOnly] = FailureCause.Permission,
        [ModelNotFound] = FailureCause.ModelMissing,
    };

    private static readonly (string Vendor, FakeBehaviour Behaviour, FailureCause Cause)[] OfOneVendor =
    [
        ("anthropic", SpendLimit, FailureCause.Quota),
        ("anthropic", CreditTooLow, FailureCause.Quota),
        ("google", SpendLimit, FailureCause.Quota),
        ("google", CreditTooLow, FailureCause.Quota),
        ("google", LeakedKey, FailureCause.Credentials),
        ("google", RegionNotSupported, FailureCause.Permission),
    ];

    public static TheoryData<string, FakeBehaviour, FailureCause> Listing() => Of(OnListing);

    public static TheoryData<string, FakeBehaviour, FailureCause> Chatting() => Of(OnChatting);

    private static TheoryData<string, FakeBehaviour, FailureCause> Of(Dictionary<FakeBehaviour, FailureCause> more) =>
        new(Vendors.All.SelectMany(vendor => Everywhere.Concat(more).Select(row => (vendor, row.Key, row.Value))).Concat(OfOneVendor));
}
