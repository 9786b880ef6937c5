using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>What a person typed about a channel, before it is checked.</summary>
public sealed record AlertChannelInput
{
    public string Name { get; init; } = "";

    /// <summary>Fixed after creation.</summary>
    public AlertChannelKind Kind { get; init; }

    public bool IsActive { get; init; } = true;

    /// <summary>Of a mail channel: one on a line, or with commas between them.</summary>
    public string Recipients { get; init; } = "";

    /// <summary>Of a webhook.</summary>
    public string Url { get; init; } = "";

    public IReadOnlyList<AlertEvent> Events { get; init; } = AlertChannelRules.UsualEvents;

    /// <summary>Empty = all.</summary>
    public IReadOnlyList<ProviderEnvironment> Environments { get; init; } = [];

    /// <summary>Empty = all.</summary>
    public IReadOnlyList<Guid> Providers { get; init; } = [];

    /// <summary>Empty = no reminders.</summary>
    public string ReminderHours { get; init; } = "";
}
