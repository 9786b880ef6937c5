using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>What a typed channel means.</summary>
/// <param name="Values">What can be saved, if nothing is wrong.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record AlertChannelCheck(AlertChannelValues Values, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
