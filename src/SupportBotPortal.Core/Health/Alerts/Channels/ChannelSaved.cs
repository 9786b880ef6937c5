using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>How a change of a channel ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Id">The channel, when done.</param>
/// <param name="SigningSecret">A secret that was made: to be shown now, and never again.</param>
public sealed record ChannelSaved(ChangeOutcome Outcome, Guid Id = default, string? SigningSecret = null)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(ChannelSaved)} {Outcome} {Id}";
}
