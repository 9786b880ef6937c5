namespace SupportBotPortal.Web.Navigation;

/// <summary>A line of the sidebar with the number beside it; 0 shows none.</summary>
public sealed record NavigationLine(NavigationEntry Entry, int Count, string? Meaning);
