using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>A version in the list.</summary>
/// <param name="Differences">To the one before it.</param>
public sealed record VersionRow(GenerationVersion Version, IReadOnlyList<AuditChange> Differences);
