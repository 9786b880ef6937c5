namespace SupportBotPortal.Core.Data;

public enum MaintenanceKind
{
    Once,
    Weekly,
}
