namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Where an incident is looked at, and when it began.</summary>
public sealed record OpenIncidentLink(string Url, DateTime Since);
