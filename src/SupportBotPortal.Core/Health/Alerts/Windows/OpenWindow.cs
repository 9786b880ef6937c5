using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>A maintenance window that is open.</summary>
/// <param name="Until">When it closes.</param>
public sealed record OpenWindow(MaintenanceWindow Window, DateTime Until);
