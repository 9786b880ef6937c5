using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Reads active providers with their models and their states, by the same rules as the list.</summary>
public sealed class ActiveProviders(IDbContextFactory<PortalDbContext> contexts, ListRulesSource source)
{
    /// <summary>All, one after the other, in the order of their names.</summary>
    public async IAsyncEnumerable<ActiveProvider> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rules = source.Now();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in Rows(db.Providers.AsNoTracking().Where(p => p.IsActive).OrderBy(p => p.NormalizedName)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return Of(row, rules);
    }

    /// <summary>Those of these that are active, by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, ActiveProvider>> OfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var rules = source.Now();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await Rows(db.Providers.AsNoTracking().Where(p => p.IsActive && ids.Contains(p.Id))).ToListAsync(cancellationToken)).ToDictionary(row => row.Id, row => Of(row, rules));
    }

    private static IQueryable<Row> Rows(IQueryable<Provider> providers) => providers.Select(p => new Row
    {
        Id = p.Id,
        Slug = p.Slug,
        Name = p.Name,
        Models = p.Models,
        TypeId = p.TypeId,
        AuthScheme = p.AuthScheme,
        Environment = p.Environment,
        TestState = p.TestState,
        StateCause = p.StateCause,
        KeySetAt = p.KeySetAt,
        KeyDueAt = p.KeyDueAt,
        KeySealedWith = p.KeySealedWith,
    });

    private static ActiveProvider Of(Row row, ListRules rules)
    {
        var facts = new ListFacts
        {
            TypeId = row.TypeId,
            AuthScheme = row.AuthScheme,
            Environment = row.Environment,
            IsActive = true,
            TestState = row.TestState,
            HasKey = row.KeySetAt is not null,
            KeySealedWith = row.KeySealedWith,
            IsDue = row.KeyDueAt <= rules.Now,
            IsDueSoon = row.KeyDueAt <= rules.Soon,
            BusyWith = row.TestState == ProviderTestState.Busy ? row.StateCause : null,
        };
        return new()
        {
            Id = row.Id,
            Slug = row.Slug,
            Name = row.Name,
            TypeId = row.TypeId,
            Environment = row.Environment,
            Models = row.Models,
            State = rules.StateOf(facts),
            Reason = rules.ReasonOf(facts),
            Key = rules.KeyOf(facts),
        };
    }

    private sealed class Row
    {
        public required Guid Id { get; init; }

        public required string Slug { get; init; }

        public required string Name { get; init; }

        public required List<string> Models { get; init; }

        public required string TypeId { get; init; }

        public required string AuthScheme { get; init; }

        public required ProviderEnvironment Environment { get; init; }

        public required ProviderTestState TestState { get; init; }

        public required PluginSdk.FailureCause? StateCause { get; init; }

        public required DateTime? KeySetAt { get; init; }

        public required DateTime? KeyDueAt { get; init; }

        public required int? KeySealedWith { get; init; }
    }
}
