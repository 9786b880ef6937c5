namespace SupportBotPortal.Web.Pages.People;

/// <summary>The box that has a link mailed.</summary>
/// <param name="Name">Under which it is sent.</param>
/// <param name="Obstacle">Why it cannot be; <see langword="null"/> if it can.</param>
public sealed record SendsMailView(string Name, bool IsTicked, string? Obstacle);
