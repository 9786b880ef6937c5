using Humanizer;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>When a key is due, in words and in a badge.</summary>
public static class KeyBadges
{
    /// <returns><see langword="null"/> where nothing needs attention.</returns>
    public static Badge? Of(KeyDue due)
    {
        ArgumentNullException.ThrowIfNull(due);
        return due.State is KeyDueState.DueSoon or KeyDueState.Due ? new(BadgeTone.Attention, Say(due)) : null;
    }

    /// <summary>As it goes on after “set 80 days ago, ”.</summary>
    public static string Say(KeyDue due)
    {
        ArgumentNullException.ThrowIfNull(due);
        return due switch
        {
            { State: KeyDueState.Never } => "never due",
            _ when due.SetAt == UtcDateTimeConverter.Unreadable => "set " + Durations.Unknown,
            { State: KeyDueState.Due, Days: 0 } => "due today",
            { State: KeyDueState.Due } => $"overdue by {"day".ToQuantity(-due.Days)}",
            _ => $"due in {"day".ToQuantity(due.Days)}",
        };
    }
}
