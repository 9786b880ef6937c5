namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>A line of the list of deleted providers.</summary>
public sealed record DeletedRow(string Slug, string Name, string TypeName, string BaseUrl, DateTime DeletedAt, string DeletedBy, int DaysLeft);
