using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>Checks a typed channel; every refusal is a sentence at its field.</summary>
public sealed class AlertChannelRules(PortalDbContext db, IEgress egress)
{
    public const int LongestReminderHours = 168;

    /// <summary>What a channel can be set up to tell of. That an incident ended with its provider belongs to the end of incidents, and is not chosen by itself.</summary>
    public static IReadOnlyList<AlertEvent> OfferedEvents { get; } = [.. Enum.GetValues<AlertEvent>().Where(e => e is not (AlertEvent.ProviderDeleted or AlertEvent.ProviderDeactivated or AlertEvent.SchedulerRuns))];

    /// <summary>What a new channel tells of: rate limits pass by themselves more often than not.</summary>
    public static IReadOnlyList<AlertEvent> UsualEvents { get; } = [.. OfferedEvents.Where(e => e != AlertEvent.RateLimited)];

    /// <param name="input">As typed.</param>
    /// <param name="existing">The channel that is edited; <see langword="null"/> for a new one.</param>
    /// <param name="cancellationToken">Ends looking up the host.</param>
    public async Task<AlertChannelCheck> CheckAsync(AlertChannelInput input, AlertChannel? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var kind = existing?.Kind ?? input.Kind;
        if (!Enum.IsDefined(kind)) errors.Add(new(nameof(input.Kind), "Choose mail or webhook."));
        var name = await NameAsync(input, existing, errors, cancellationToken);
        IReadOnlyList<string> recipients = [];
        if (kind == AlertChannelKind.Mail && MailAddresses.Read(input.Recipients, out recipients) is { } problem) errors.Add(new(nameof(input.Recipients), problem));
        var url = kind == AlertChannelKind.Webhook ? await UrlAsync(input.Url, errors, cancellationToken) : null;
        CheckEvents(input.Events, errors);
        if (!input.Environments.All(Enum.IsDefined)) errors.Add(new(nameof(input.Environments), "Choose from the offered environments."));
        await CheckProvidersAsync(input.Providers, errors, cancellationToken);
        return new(new(name, kind, input.IsActive, recipients, url, [.. input.Events.Distinct().Order()], [.. input.Environments.Distinct().Order()], [.. input.Providers.Distinct()], Reminder(input.ReminderHours, errors)), errors);
    }

    private async Task<string> NameAsync(AlertChannelInput input, AlertChannel? existing, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        var name = input.Name.Trim();
        if (NameRules.Problem(name) is { } problem)
        {
            errors.Add(new(nameof(input.Name), problem));
            return name;
        }

        var (normalized, id) = (ProviderNames.Normalize(name), existing?.Id ?? Guid.Empty);
        if (await db.AlertChannels.AnyAsync(c => c.NormalizedName == normalized && c.Id != id, cancellationToken)) errors.Add(new(nameof(input.Name), NameTaken(name)));
        return name;
    }

    /// <summary>What to say if somebody else took the name after it was checked.</summary>
    public static string NameTaken(string name) => $"There is a channel called “{name}” already. Choose another name.";

    private async Task<string?> UrlAsync(string typed, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        if (!WebhookAddress.TryParse(typed, out var url, out var problem))
        {
            errors.Add(new(nameof(AlertChannelInput.Url), problem));
            return null;
        }

        if (await egress.JudgeAsync(url, cancellationToken) is { IsAllowed: false, Reason: { } reason }) errors.Add(new(nameof(AlertChannelInput.Url), reason));
        return url.AbsoluteUri;
    }

    private static void CheckEvents(IReadOnlyList<AlertEvent> events, List<FieldMessage> errors)
    {
        if (!events.All(OfferedEvents.Contains)) errors.Add(new(nameof(AlertChannelInput.Events), "Choose from the offered events."));
        else if (events.Count == 0) errors.Add(new(nameof(AlertChannelInput.Events), "Choose at least one event: a channel without any never says anything."));
        else if (events.Contains(AlertEvent.Recovered) && !events.Any(e => e.IsTrouble())) errors.Add(new(nameof(AlertChannelInput.Events), "That something is over is told only to who was told that it began: choose also “down”, “quota” or “rate limited”."));
    }

    private async Task CheckProvidersAsync(IReadOnlyList<Guid> providers, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        var ids = providers.Distinct().ToList();
        if (ids.Count == 0) return;
        // A deleted one may come back, and is left in a list that it is in.
        if (await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).CountAsync(p => ids.Contains(p.Id), cancellationToken) < ids.Count)
            errors.Add(new(nameof(AlertChannelInput.Providers), "One of the chosen providers is no longer there. Choose again."));
    }

    private static int? Reminder(string typed, List<FieldMessage> errors)
    {
        var text = typed.Trim();
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= LongestReminderHours) return hours;
        errors.Add(new(nameof(AlertChannelInput.ReminderHours), $"Enter a number of hours from 1 to {LongestReminderHours}, or nothing for no reminders."));
        return null;
    }
}
