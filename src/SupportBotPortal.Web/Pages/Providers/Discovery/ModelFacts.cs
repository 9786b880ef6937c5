using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>What is said beside a model's id.</summary>
public sealed record ModelFacts
{
    /// <summary>How many days before its retirement a model asks for attention.</summary>
    private const int RadarDays = 60;

    public string? DisplayName { get; private init; }

    public bool? CanChat { get; private init; }

    public int? ContextTokens { get; private init; }

    public int? MaximumOutputTokens { get; private init; }

    public DateOnly? RetiresOn { get; private init; }

    public DateTime? VanishedAt { get; private init; }

    public static ModelFacts Of(DiscoveredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new() { DisplayName = model.DisplayName, CanChat = model.CanChat, ContextTokens = model.ContextTokens, MaximumOutputTokens = model.MaximumOutputTokens, RetiresOn = model.RetiresOn };
    }

    public static ModelFacts Of(ProviderModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            DisplayName = model.DisplayName,
            CanChat = model.CanChat,
            ContextTokens = model.ContextTokens,
            MaximumOutputTokens = model.MaximumOutputTokens,
            RetiresOn = model.RetiresOn,
            VanishedAt = model.VanishedAt,
        };
    }

    public bool RetiresSoon(DateTime now) => RetiresOn is { } day && day.DayNumber - DateOnly.FromDateTime(now).DayNumber <= RadarDays;

    /// <summary>Tokens as people say them: 8k, 200k, 1.05M.</summary>
    public static string Tokens(int tokens) => tokens switch
    {
        >= 1_000_000 => $"{tokens / 1_000_000.0:0.##}M",
        >= 1_000 => $"{tokens / 1_000.0:0.#}k",
        _ => $"{tokens}",
    };
}
