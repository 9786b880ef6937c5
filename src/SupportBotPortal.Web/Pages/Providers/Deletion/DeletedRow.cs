using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>A line of the list of deleted providers.</summary>
/// <param name="DaysLeft"><see langword="null"/> if it cannot be read when it was deleted: such a one is not destroyed by itself.</param>
public sealed record DeletedRow(string Slug, string Name, string TypeName, string BaseUrl, ProviderEnvironment Environment, DateTime DeletedAt, string DeletedBy, int? DaysLeft);
