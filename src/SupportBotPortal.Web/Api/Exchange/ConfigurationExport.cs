using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Web.Api.Generation;
using SupportBotPortal.Web.Api.Providers;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>Writes the configuration down for another portal.</summary>
public sealed class ConfigurationExport(PortalDbContext db, ProviderShapes shapes, GenerationVersions versions, TimeProvider time)
{
    /// <param name="withGeneration">Also what is in production.</param>
    public async Task<ConfigurationFile> WriteAsync(bool withGeneration, CancellationToken cancellationToken) => new()
    {
        Format = ConfigurationFile.CurrentFormat,
        ExportedAt = time.GetUtcNow().UtcDateTime,
        Providers = [.. (await db.Providers.AsNoTracking().Include(p => p.Secrets).OrderBy(p => p.NormalizedName).ToListAsync(cancellationToken)).Select(Write)],
        Generation = withGeneration ? await GenerationAsync(cancellationToken) : null,
    };

    /// <returns><see langword="null"/> if nothing was chosen yet.</returns>
    public async Task<ExportedGeneration?> GenerationAsync(CancellationToken cancellationToken)
    {
        if (await versions.CurrentAsync(cancellationToken) is not { Settings: { IsUnreadable: false } settings }) return null;
        var ids = GenerationWords.ModelsOf(settings).Select(m => m.ProviderId).Distinct().ToList();
        // As they are called now: under that name they are in the file.
        var names = await db.Providers.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return new()
        {
            Model = settings.Model is { } model ? Name(model) : null,
            Temperature = settings.Temperature,
            MaxOutputTokens = settings.MaximumOutputTokens,
            TopP = settings.TopP,
            StopSequences = settings.StopSequences,
            SystemPrompt = settings.SystemPrompt,
            Limits = GenerationShapes.LimitsOf(settings.Limits),
            Fallbacks = [.. settings.Fallbacks.Select(Name)],
            UsersMayChoose = settings.UsersMayChoose,
            Allowed = [.. settings.Allowed.Select(Name)],
        };

        ExportedModel Name(ChosenModel chosen) => new(names.GetValueOrDefault(chosen.ProviderId, chosen.ProviderName), chosen.ModelId);
    }

    private ProviderCreate Write(Provider provider)
    {
        var written = shapes.Write(provider);
        return written with
        {
            ApiKey = provider.Secrets.Exists(s => s.Field == ProviderSecret.ApiKeyField) ? ConfigurationFile.Placeholder : null,
            Config = written.Config!.ToDictionary(c => c.Key, c => provider.Secrets.Exists(s => s.Field == ProviderSecret.SettingPrefix + c.Key) ? ConfigurationFile.Placeholder : c.Value),
            Headers = written.Headers!.ToDictionary(h => h.Key, _ => (string?)ConfigurationFile.Placeholder),
        };
    }
}
