namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>A signing secret on the one page that ever shows it.</summary>
public sealed record ShownSecret(Guid ChannelId, string ChannelName, string Secret, bool IsNew)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(ShownSecret)} {ChannelId}";
}
