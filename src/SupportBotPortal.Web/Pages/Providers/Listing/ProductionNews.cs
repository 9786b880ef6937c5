using System.Globalization;
using Humanizer;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Web.Pages.Generation;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>What it means for bots that a provider is inactive now.</summary>
public sealed class ProductionNews(StandingReader reader)
{
    /// <returns>A sentence or two; <see langword="null"/> if nothing in production uses it.</returns>
    public async Task<string?> OfInactiveAsync(string slug, CancellationToken cancellationToken)
    {
        var now = await reader.ReadAsync(cancellationToken);
        var sentences = new List<string>();
        if (now.Selection is { } selection && selection.Slug == slug) sentences.Add($"Its model {selection.Model.ModelId} is the one in production. {StandingWords.Meanwhile(now)}");
        var fallbacks = now.Candidates.Skip(1).Count(c => c.Slug == slug);
        if (fallbacks > 0) sentences.Add($"{(fallbacks == 1 ? "A fallback in production is" : $"{fallbacks:N0} fallbacks in production are")} of it, and not asked until it is active again.");
        var allowed = now.Version?.Settings is { UsersMayChoose: true, Allowed: var named } ? (await reader.OfAsync(named, cancellationToken)).Count(c => c.Slug == slug) : 0;
        if (allowed > 0) sentences.Add($"Bots that ask for {(allowed == 1 ? "its model" : $"one of its {"model".ToQuantity(allowed, "N0", CultureInfo.InvariantCulture)}")} by name get an error.");
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }
}
