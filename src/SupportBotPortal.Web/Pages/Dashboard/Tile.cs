namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>A number that leads to the list of what it counts.</summary>
public sealed record Tile(string Name, int Count, string Meaning, string Url)
{
    public bool IsBad { get; init; }
}
