using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>What the form of a channel sends.</summary>
public sealed class ChannelForm : ISettledForm
{
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    /// <summary>Fixed after creation.</summary>
    public AlertChannelKind Kind { get; set; }

    public string? Name { get; set; }

    public bool IsActive { get; set; }

    public string? Recipients { get; set; }

    public string? Url { get; set; }

    public List<AlertEvent> Events { get; set; } = [];

    /// <summary>None = all.</summary>
    public List<ProviderEnvironment> Environments { get; set; } = [];

    /// <summary>Whether it tells of all providers, or of the chosen ones only. Said, not concluded: that a chosen one is gone does not make it all.</summary>
    public bool IsOfChosen { get; set; }

    public List<Guid> Providers { get; set; } = [];

    public string? ReminderHours { get; set; }

    public static ChannelForm New() => new() { IsActive = true, Events = [.. AlertChannelRules.UsualEvents] };

    public static ChannelForm From(AlertChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var form = new ChannelForm
        {
            Version = channel.Version,
            Kind = channel.Kind,
            Name = channel.Name,
            IsActive = channel.IsActive,
            Recipients = string.Join('\n', channel.Recipients),
            Url = channel.Url,
            Events = [.. channel.Events],
            Environments = [.. channel.Environments],
            ReminderHours = channel.ReminderHours?.ToString(CultureInfo.InvariantCulture),
        };
        form.TakeProviders(channel);
        return form;
    }

    public void TakeProviders(AlertChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        (IsOfChosen, Providers) = (channel.Providers.Count > 0, [.. channel.Providers]);
    }

    public AlertChannelInput ToInput() => new()
    {
        Name = Name ?? "",
        Kind = Kind,
        IsActive = IsActive,
        Recipients = Recipients ?? "",
        Url = Url ?? "",
        Events = Events,
        Environments = Environments,
        Providers = IsOfChosen ? Providers : [],
        ReminderHours = ReminderHours ?? "",
    };
}
