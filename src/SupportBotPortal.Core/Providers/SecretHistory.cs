using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Puts a sealed secret into its provider, or takes it out, together with the line of the history that says so.</summary>
internal static class SecretHistory
{
    /// <summary>What people call a secret.</summary>
    public static string NameOf(string field) => field switch
    {
        ProviderSecret.ApiKeyField => "API key",
        _ when field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal) => $"Header {field[ProviderSecret.HeaderPrefix.Length..]}",
        _ => field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..],
    };

    /// <param name="proof">What a test of the secret had shown, if there was one.</param>
    public static AuditChange Store(Provider provider, ProviderSecret sealedAnew, ProofLevel? proof = null)
    {
        var stored = provider.Secrets.Find(s => s.Field == sealedAnew.Field);
        provider.KeyChanges.Add(new ProviderKeyChange
        {
            ProviderId = provider.Id,
            Field = sealedAnew.Field,
            Kind = stored is null ? ProviderKeyChangeKind.Set : ProviderKeyChangeKind.Replaced,
            At = sealedAnew.SetAt,
            By = sealedAnew.SetBy,
            Proof = proof,
            PreviousSetAt = stored?.SetAt,
        });
        if (stored is null) provider.Secrets.Add(sealedAnew);
        else (stored.Blob, stored.SetAt, stored.SetBy) = (sealedAnew.Blob, sealedAnew.SetAt, sealedAnew.SetBy);
        return AuditChange.Secret(NameOf(sealedAnew.Field), stored is null ? "set" : "replaced");
    }

    /// <summary>For one that has been taken out.</summary>
    public static AuditChange Removed(Provider provider, ProviderSecret gone, string by, DateTime now)
    {
        provider.KeyChanges.Add(new ProviderKeyChange { ProviderId = provider.Id, Field = gone.Field, Kind = ProviderKeyChangeKind.Removed, At = now, By = by, PreviousSetAt = gone.SetAt });
        return AuditChange.Secret(NameOf(gone.Field), "removed");
    }
}
