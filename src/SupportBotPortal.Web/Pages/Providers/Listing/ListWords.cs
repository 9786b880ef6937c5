using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>The words of the list's filters and sorts: in the address and on the page, the same as the badges'.</summary>
public static class ListWords
{
    public static IReadOnlyList<(ProviderState State, string Word, Badge Badge)> States { get; } =
    [
        (ProviderState.Healthy, "healthy", new(BadgeTone.Good, "Healthy")),
        (ProviderState.Attention, "attention", new(BadgeTone.Attention, "Attention")),
        (ProviderState.Down, "down", new(BadgeTone.Bad, "Down")),
        (ProviderState.NotTested, "not-tested", new(BadgeTone.Idle, "Not tested")),
        (ProviderState.NotTestable, "not-testable", new(BadgeTone.Idle, "Not testable")),
        (ProviderState.Inactive, "inactive", new(BadgeTone.Idle, "Inactive")),
        (ProviderState.PluginMissing, "plugin-missing", new(BadgeTone.Idle, "Plugin missing")),
    ];

    public static IReadOnlyList<(AttentionReason Reason, string Word, string Label)> Reasons { get; } =
    [
        (AttentionReason.Quota, "quota", "Quota used up"),
        (AttentionReason.RateLimit, "rate-limit", "Rate limited"),
        (AttentionReason.Overloaded, "overloaded", "Overloaded"),
        (AttentionReason.Slow, "slow", "Slow"),
        (AttentionReason.NotProven, "not-proven", "Not proven"),
    ];

    public static IReadOnlyList<(ProviderKeyState Key, string Word, string Label)> Keys { get; } =
    [
        (ProviderKeyState.Ready, "ready", "Ready"),
        (ProviderKeyState.Due, "due", "Due for replacement"),
        (ProviderKeyState.DueSoon, "due-soon", "Due soon"),
        (ProviderKeyState.Missing, "missing", "Not configured"),
        (ProviderKeyState.Sealed, "sealed", "Does not open"),
        (ProviderKeyState.NoneNeeded, "none-needed", "None needed"),
    ];

    public static IReadOnlyList<(ProviderEnvironment Environment, string Word, string Label)> Environments { get; } =
    [
        (ProviderEnvironment.Production, "production", "Production"),
        (ProviderEnvironment.Staging, "staging", "Staging"),
        (ProviderEnvironment.Development, "development", "Development"),
        (ProviderEnvironment.None, "none", "No environment"),
    ];

    /// <summary>Those that a select offers, with the direction people want first.</summary>
    public static IReadOnlyList<(ProviderSort Sort, string Word, string Label)> Sorts { get; } =
    [
        (new(ProviderSortKey.Name), "", "Name"),
        (new(ProviderSortKey.Name, true), "-name", "Name, from Z"),
        (new(ProviderSortKey.Type), "type", "Type"),
        (new(ProviderSortKey.Type, true), "-type", "Type, from Z"),
        (new(ProviderSortKey.Tested, true), "-tested", "Tested last"),
        (new(ProviderSortKey.Tested), "tested", "Tested longest ago"),
        (new(ProviderSortKey.Response, true), "-response", "Slowest"),
        (new(ProviderSortKey.Response), "response", "Fastest"),
        (new(ProviderSortKey.Key), "key", "Oldest key"),
        (new(ProviderSortKey.Key, true), "-key", "Newest key"),
        (new(ProviderSortKey.Created, true), "-created", "Added last"),
        (new(ProviderSortKey.Created), "created", "Added first"),
    ];

    public static Badge BadgeOf(ProviderState state) => States.First(s => s.State == state).Badge;
}
