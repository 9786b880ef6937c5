namespace SupportBotPortal.Core.Access;

/// <summary>The roles every installation begins with.</summary>
public static class BuiltInRoles
{
    public const string Owner = "Owner";
    public const string Admin = "Admin";
    public const string Operator = "Operator";
    public const string Viewer = "Viewer";

    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        (Owner, "May do everything, including what later versions bring."),
        (Admin, "Manages providers, models and settings."),
        (Operator, "Sees everything about providers and tests them, notes incidents, sends reports, and can take a bot’s token back. Changes no settings."),
        (Viewer, "Sees providers and their health."),
    ];
}
