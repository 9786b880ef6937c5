using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers;

/// <summary>Seals and opens a provider's secrets, bound to the provider, the field, its type and the origin of its base URL.</summary>
public sealed class ProviderSecretsVault(ISecretBox box, TimeProvider time)
{
    public ProviderSecret Seal(Provider provider, string field, string value, string setBy)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new ProviderSecret
        {
            ProviderId = provider.Id,
            Field = field,
            Blob = box.Seal(value, ContextOf(provider, field)),
            SetAt = time.GetUtcNow().UtcDateTime,
            SetBy = setBy,
        };
    }

    /// <summary>What is stored of a field, to be opened when it is needed.</summary>
    internal static SealedSecret? Find(Provider provider, string field) =>
        provider.Secrets.Find(s => s.Field == field) is { } secret ? new(secret.Blob, ContextOf(provider, field)) : null;

    internal OpenedSecret Open(SealedSecret secret) => box.Open(secret.Blob.Span, secret.Context);

    /// <summary>The state of a secret, for display: without making a text of it.</summary>
    public SecretState StateOf(Provider provider, string field)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Secrets.Find(s => s.Field == field) is { } secret ? box.Check(secret.Blob, ContextOf(provider, field)) : SecretState.Empty;
    }

    /// <summary>How many secrets are stored, and how many of them do not open: those of deleted providers too, which may come back.</summary>
    public async Task<(int Stored, int Closed)> CountAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (stored, closed) = (0, 0);
        await foreach (var provider in db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).AsNoTracking().Include(p => p.Secrets).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            stored += provider.Secrets.Count;
            closed += provider.Secrets.Count(s => StateOf(provider, s.Field) != SecretState.Ready);
        }

        return (stored, closed);
    }

    private static SecretContext ContextOf(Provider provider, string field) =>
        // An address that was made unusable in the database must not open anything either.
        new("provider", provider.Id, field, provider.TypeId, EgressUrl.TryParse(provider.BaseUrl, out var url, out _) ? EgressUrl.OriginOf(url) : "");
}
