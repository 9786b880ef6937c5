namespace SupportBotPortal.Core.Data;

/// <summary>A way to reach people when something is wrong, and what they want to hear of.</summary>
public sealed class AlertChannel
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded for comparison; unique.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>Fixed after creation.</summary>
    public AlertChannelKind Kind { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>Why the portal turned it off by itself; <see langword="null"/> if it did not.</summary>
    public string? TurnedOffBecause { get; set; }

    /// <summary>Of a mail channel.</summary>
    public List<string> Recipients { get; set; } = [];

    /// <summary>Of a webhook. May hold what others must not know, such as a token in its path: shown only to who may change it.</summary>
    public string? Url { get; set; }

    /// <summary>Of a webhook: the sealed secret that signs what is sent.</summary>
    public byte[]? SigningSecret { get; set; }

    public DateTime? SigningSecretSetAt { get; set; }

    public List<AlertEvent> Events { get; set; } = [];

    /// <summary>Only of providers with these labels; empty = all.</summary>
    public List<ProviderEnvironment> Environments { get; set; } = [];

    /// <summary>Only of these providers; empty = all.</summary>
    public List<Guid> Providers { get; set; } = [];

    /// <summary>After how many hours an incident that goes on is told again; <see langword="null"/> = never.</summary>
    public int? ReminderHours { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }
}
