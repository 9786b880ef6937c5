using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>A line of the list of maintenance windows.</summary>
/// <param name="Provider">Whose; <see langword="null"/> for all.</param>
/// <param name="IsOver">It never opens again.</param>
/// <param name="MayEdit">Whether this person may change it.</param>
public sealed record WindowRow(MaintenanceWindow Window, string? Provider, Badge Badge, bool IsOver, bool MayEdit);
