using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// Replaces the API key of a provider by one that was tested before. Nothing is pending meanwhile: the old key is used until the
/// new one is stored, in the same moment as the result of its test.
/// </summary>
public sealed class KeyReplacement(PortalDbContext db, ProviderSecretsVault vault, AuditTrail audit, PluginCatalog plugins, ITestHistory history, TimeProvider time)
{
    /// <returns>Why this cannot be a key of the provider, as a sentence, or <see langword="null"/>.</returns>
    public string? Problem(Provider provider, string? key)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var scheme = plugins.TypeOf(provider.TypeId)?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme);
        if (scheme is not { NeedsSecret: true }) return "This provider is called without a key.";
        return string.IsNullOrEmpty(key) ? $"Enter the new {(scheme.SecretLabel == "API key" ? "key" : "one")}." : KeyRules.Problem(key, scheme);
    }

    /// <summary>Whether a test shows that the key is right: only then it is switched to without being asked.</summary>
    public static bool IsProven(ProviderTestRecord test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test is { Outcome: ProviderTestOutcome.Passed, Proof: >= ProofLevel.KeyProven };
    }

    /// <param name="tested">The provider as it was when the key was tested with it.</param>
    /// <param name="test">What the test found: from now on the state of the provider.</param>
    /// <exception cref="Secrets.PortalLockedException">The key cannot be sealed now.</exception>
    public async Task<ChangeResult> StoreAsync(Provider tested, string key, FinishedTest test, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tested);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var provider = await db.Providers.Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Id == tested.Id, cancellationToken);
        if (provider is null) return new(ChangeOutcome.NotFound);
        // Another address, setting or key since: the test says nothing about what would be stored. Another label: whoever may not act on it there must not. Another name does not matter.
        if (provider.ConnectionRevision != tested.ConnectionRevision || provider.Environment != tested.Environment) return new(ChangeOutcome.Conflict, provider.Slug);
        var stored = SecretHistory.Store(provider, vault.Seal(provider, ProviderSecret.ApiKeyField, key, actor.Name), test.Record.Proof);
        provider.ConnectionRevision++;
        provider.LastTest = test.Record;
        provider.Health.State = null;
        var result = await audit.TrySaveAsync(db, provider, actor, time.GetUtcNow().UtcDateTime, "provider.key_replaced", [stored, new("Proven before", null, ProviderCommit.Text(IsProven(test.Record)))], cancellationToken);
        if (result.Outcome != ChangeOutcome.Done) return result;
        await transaction.CommitAsync(cancellationToken);
        history.Add(new(provider.Id, provider.ConnectionRevision, test));
        return result;
    }
}
