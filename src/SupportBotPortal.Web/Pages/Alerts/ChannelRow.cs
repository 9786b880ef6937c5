using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>A line of the list of channels.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Last">Its last message; <see langword="null"/> if there was none.</param>
/// <param name="ProviderNames">Those to which it is limited and that are still there.</param>
public sealed record ChannelRow(AlertChannel Channel, AlertDelivery? Last, IReadOnlyList<string> ProviderNames)
{
    private const int Shown = 3;

    /// <summary>Recipients, or the origin of a webhook: the rest of its address may be a password.</summary>
    public string Where => Channel.Kind == AlertChannelKind.Mail
        ? Some(Channel.Recipients)
        : EgressUrl.TryParse(Channel.Url, out var url, out _) ? url.GetLeftPart(UriPartial.Authority) + "/…" : "an address that cannot be read";

    /// <summary>E.g. “only production; only OpenAI”; empty if there is no limit.</summary>
    public string Limits
    {
        get
        {
            List<string> limits = [];
            if (Channel.Environments.Count > 0) limits.Add("only " + string.Join(", ", Channel.Environments.Select(NameOf)));
            if (Channel.Providers.Count > 0) limits.Add(ProviderNames.Count == 0 ? "only providers that were destroyed" : "only " + Some(ProviderNames));
            if (Channel.ReminderHours is { } hours) limits.Add(hours == 1 ? "again every hour" : $"again every {hours} hours");
            return string.Join("; ", limits);
        }
    }

    public static string NameOf(ProviderEnvironment environment) => environment == ProviderEnvironment.None ? "no environment" : environment.ToString().ToLowerInvariant();

    private static string Some(IReadOnlyList<string> all) => all.Count <= Shown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Shown - 1))} and {all.Count - Shown + 1:N0} more";
}
