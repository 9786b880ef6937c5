using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>
/// The rules by which a row has its states, at one moment: once for facts in memory (<see cref="StateOf"/>, <see cref="KeyOf"/>),
/// once for the database (<see cref="Apply"/>). A test holds them together, case by case.
/// </summary>
/// <param name="Types">Ids of the types whose plugins are loaded.</param>
/// <param name="Keyless">“type/scheme” of the ways of authenticating that need no key.</param>
/// <param name="OpenKeys">Numbers of the data keys that open.</param>
/// <param name="Now">The time that decides what is due.</param>
internal sealed record ListRules(IReadOnlyCollection<string> Types, IReadOnlyCollection<string> Keyless, IReadOnlyCollection<int> OpenKeys, DateTime Now)
{
    /// <summary>Until when a key is due soon.</summary>
    public DateTime Soon => Now.AddDays(KeyRotation.SoonDays);

    public ProviderKeyState KeyOf(ListFacts facts) => facts switch
    {
        _ when IsKeyless(facts) => ProviderKeyState.NoneNeeded,
        { HasKey: false } => ProviderKeyState.Missing,
        _ when !OpenKeys.Contains(facts.KeySealedWith ?? 0) => ProviderKeyState.Sealed,
        { IsDue: true } => ProviderKeyState.Due,
        { IsDueSoon: true } => ProviderKeyState.DueSoon,
        _ => ProviderKeyState.Ready,
    };

    public ProviderState StateOf(ListFacts facts) => facts switch
    {
        _ when !Types.Contains(facts.TypeId) => ProviderState.PluginMissing,
        { IsActive: false } => ProviderState.Inactive,
        // Whatever the last test said: what cannot be opened cannot be used.
        _ when KeyOf(facts) == ProviderKeyState.Sealed => ProviderState.NotTestable,
        _ => facts.TestState switch
        {
            ProviderTestState.NotTested => ProviderState.NotTested,
            ProviderTestState.NotTestable => ProviderState.NotTestable,
            ProviderTestState.Failed => ProviderState.Down,
            ProviderTestState.Busy or ProviderTestState.Slow or ProviderTestState.NothingProven => ProviderState.Attention,
            ProviderTestState.Proven => ProviderState.Healthy,
            // Where no key is needed, an answer is all there is to prove.
            ProviderTestState.Reachable => IsKeyless(facts) ? ProviderState.Healthy : ProviderState.Attention,
            _ => throw new InvalidOperationException($"No state for {facts.TestState}."),
        },
    };

    /// <returns><see langword="null"/> if it wants no attention.</returns>
    public AttentionReason? ReasonOf(ListFacts facts) => StateOf(facts) != ProviderState.Attention ? null : facts.TestState == ProviderTestState.Slow ? AttentionReason.Slow : facts.BusyWith switch
    {
        FailureCause.Quota => AttentionReason.Quota,
        FailureCause.RateLimit => AttentionReason.RateLimit,
        FailureCause.Overloaded => AttentionReason.Overloaded,
        _ => AttentionReason.NotProven,
    };

    public bool Fits(ListFacts facts, ProviderFilter filter) =>
        (filter.TypeId is null || filter.TypeId == facts.TypeId)
        && (filter.IsActive is null || filter.IsActive == facts.IsActive)
        && (filter.Environment is null || filter.Environment == facts.Environment)
        && (filter.State is null || filter.State == StateOf(facts))
        && (filter.Reason is null || filter.Reason == ReasonOf(facts))
        && (filter.Key is null || filter.Key == KeyOf(facts));

    public IQueryable<Provider> Apply(IQueryable<Provider> query, ProviderFilter filter) => Narrow(Search(query, filter, all: true), filter);

    /// <summary>What the words find.</summary>
    /// <param name="all">All of it is wanted, in no order: then the index that holds the searched text is read instead of the rows.</param>
    public static IQueryable<Provider> Search(IQueryable<Provider> query, ProviderFilter filter, bool all)
    {
        // True of every row, and a reason for that index.
#pragma warning disable CA1309 // Translated to SQL, which knows no StringComparison.
        if (all && filter.Words.Count > 0) query = query.Where(p => string.Compare(p.SearchText, "") >= 0);
#pragma warning restore CA1309
        foreach (var word in filter.Words) query = query.Where(p => p.SearchText.Contains(word));
        return query;
    }

    /// <summary>Everything of a filter but its words.</summary>
    public IQueryable<Provider> Narrow(IQueryable<Provider> query, ProviderFilter filter)
    {
        if (filter.TypeId is { } type) query = query.Where(p => p.TypeId == type);
        if (filter.IsActive is { } isActive) query = query.Where(p => p.IsActive == isActive);
        if (filter.Environment is { } environment) query = query.Where(p => p.Environment == environment);
        if (filter.State is { } state) query = WithState(query, state);
        if (filter.Reason is { } reason) query = WithReason(query, reason);
        return filter.Key is { } key ? WithKey(query, key) : query;
    }

    private IQueryable<Provider> WithState(IQueryable<Provider> query, ProviderState state)
    {
        query = query.Where(p => Types.Contains(p.TypeId) != (state == ProviderState.PluginMissing));
        if (state == ProviderState.PluginMissing) return query;
        query = query.Where(p => p.IsActive == (state != ProviderState.Inactive));
        return state switch
        {
            ProviderState.Inactive => query,
            ProviderState.NotTestable => query.Where(p => p.TestState == ProviderTestState.NotTestable
                || (p.KeySetAt != null && !Keyless.Contains(p.TypeId + "/" + p.AuthScheme) && !OpenKeys.Contains(p.KeySealedWith ?? 0))),
            ProviderState.Healthy => Openable(query).Where(p => p.TestState == ProviderTestState.Proven
                || (p.TestState == ProviderTestState.Reachable && Keyless.Contains(p.TypeId + "/" + p.AuthScheme))),
            ProviderState.Attention => Openable(query).Where(p => p.TestState == ProviderTestState.Busy || p.TestState == ProviderTestState.Slow || p.TestState == ProviderTestState.NothingProven
                || (p.TestState == ProviderTestState.Reachable && !Keyless.Contains(p.TypeId + "/" + p.AuthScheme))),
            ProviderState.Down => Openable(query).Where(p => p.TestState == ProviderTestState.Failed),
            ProviderState.NotTested => Openable(query).Where(p => p.TestState == ProviderTestState.NotTested),
            _ => throw new InvalidOperationException($"No query for {state}."),
        };
    }

    private IQueryable<Provider> WithReason(IQueryable<Provider> query, AttentionReason reason)
    {
        query = WithState(query, ProviderState.Attention);
        return reason switch
        {
            AttentionReason.Quota => Busy(FailureCause.Quota),
            AttentionReason.RateLimit => Busy(FailureCause.RateLimit),
            AttentionReason.Overloaded => Busy(FailureCause.Overloaded),
            AttentionReason.Slow => query.Where(p => p.TestState == ProviderTestState.Slow),
            AttentionReason.NotProven => query.Where(p => p.TestState != ProviderTestState.Busy && p.TestState != ProviderTestState.Slow),
            _ => throw new InvalidOperationException($"No query for {reason}."),
        };

        IQueryable<Provider> Busy(FailureCause with) => query.Where(p => p.TestState == ProviderTestState.Busy && p.StateCause == with);
    }

    /// <summary>Without those that cannot be called because nobody has entered their key.</summary>
    public IQueryable<Provider> WithTheirKeys(IQueryable<Provider> query) => query.Where(p => p.KeySetAt != null || Keyless.Contains(p.TypeId + "/" + p.AuthScheme));

    private IQueryable<Provider> WithKey(IQueryable<Provider> query, ProviderKeyState key)
    {
        query = query.Where(p => Keyless.Contains(p.TypeId + "/" + p.AuthScheme) == (key == ProviderKeyState.NoneNeeded));
        return key switch
        {
            ProviderKeyState.NoneNeeded => query,
            ProviderKeyState.Missing => query.Where(p => p.KeySetAt == null),
            ProviderKeyState.Sealed => query.Where(p => p.KeySetAt != null && !OpenKeys.Contains(p.KeySealedWith ?? 0)),
            ProviderKeyState.Due => query.Where(p => p.KeySetAt != null && OpenKeys.Contains(p.KeySealedWith ?? 0) && p.KeyDueAt <= Now),
            ProviderKeyState.DueSoon => query.Where(p => p.KeySetAt != null && OpenKeys.Contains(p.KeySealedWith ?? 0) && p.KeyDueAt > Now && p.KeyDueAt <= Soon),
            ProviderKeyState.Ready => query.Where(p => p.KeySetAt != null && OpenKeys.Contains(p.KeySealedWith ?? 0) && !(p.KeyDueAt <= Soon)),
            _ => throw new InvalidOperationException($"No query for {key}."),
        };
    }

    private IQueryable<Provider> Openable(IQueryable<Provider> query) => query.Where(p =>
        p.KeySetAt == null || Keyless.Contains(p.TypeId + "/" + p.AuthScheme) || OpenKeys.Contains(p.KeySealedWith ?? 0));

    private bool IsKeyless(ListFacts facts) => Keyless.Contains(facts.TypeId + "/" + facts.AuthScheme);
}
