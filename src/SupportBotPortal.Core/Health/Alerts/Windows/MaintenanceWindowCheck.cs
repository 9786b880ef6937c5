using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>What a typed maintenance window means.</summary>
/// <param name="Window">Without number and version; what could not be read is empty.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record MaintenanceWindowCheck(MaintenanceWindow Window, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
