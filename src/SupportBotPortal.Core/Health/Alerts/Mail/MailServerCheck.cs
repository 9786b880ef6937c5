using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>What a typed mail server means.</summary>
/// <param name="Input">Cleaned.</param>
/// <param name="Port">Its port.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
/// <param name="Notes">What can be saved, and should be known.</param>
public sealed record MailServerCheck(MailServerInput Input, int Port, IReadOnlyList<FieldMessage> Errors, IReadOnlyList<FieldMessage> Notes)
{
    public bool IsValid => Errors.Count == 0;
}
