using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>A page of single tests.</summary>
/// <param name="Empty">Said where there are none.</param>
/// <param name="First">Where the latest are; <see langword="null"/> if these are.</param>
/// <param name="Older">Where the older ones are, if there are any.</param>
public sealed record ChecksView(IReadOnlyList<Check> Items, string Empty, string? First, string? Older);
