using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>A channel as it was checked.</summary>
public sealed record AlertChannelValues(
    string Name,
    AlertChannelKind Kind,
    bool IsActive,
    IReadOnlyList<string> Recipients,
    string? Url,
    IReadOnlyList<AlertEvent> Events,
    IReadOnlyList<ProviderEnvironment> Environments,
    IReadOnlyList<Guid> Providers,
    int? ReminderHours);
