using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// The rule by which an API key is due for replacement: so many days after it was set. It reminds and never stops anything: a key
/// that is due goes on working.
/// </summary>
public static class KeyRotation
{
    /// <summary>The portal's usual period, where a provider has none of its own.</summary>
    public const int UsualDays = 90;

    /// <summary>How many days before it is due one is reminded.</summary>
    public const int SoonDays = 14;

    public const int MaximumDays = 3650;

    /// <summary>The period of a key that is never due, such as one that protects nothing.</summary>
    public const int Never = 0;

    /// <param name="setAt">Since when the key has been there.</param>
    /// <param name="rotationDays">The provider's own period, see <see cref="Provider.KeyRotationDays"/>.</param>
    public static KeyDue Of(DateTime setAt, int? rotationDays, DateTime now)
    {
        // A period that nobody can have entered was written from outside: the usual one then, which reminds.
        var days = rotationDays is { } own and >= Never and <= MaximumDays ? own : UsualDays;
        if (days == Never) return new(KeyDueState.Never, setAt, null, 0);
        var due = (DateTime.MaxValue - setAt).TotalDays > days ? setAt.AddDays(days) : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        var left = due - now;
        return left.Ticks <= 0
            ? new(KeyDueState.Due, setAt, due, (int)left.TotalDays)
            : new(left.TotalDays <= SoonDays ? KeyDueState.DueSoon : KeyDueState.Fresh, setAt, due, (int)Math.Ceiling(left.TotalDays));
    }

    /// <returns>When the API key is due; <see langword="null"/> if there is none.</returns>
    public static KeyDue? Of(Provider provider, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Secrets.Find(s => s.Field == ProviderSecret.ApiKeyField) is { } key ? Of(key.SetAt, provider.KeyRotationDays, now) : null;
    }
}
