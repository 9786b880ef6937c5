using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Versions in words.</summary>
public static class VersionWords
{
    /// <summary>Why it was saved; empty if nobody said.</summary>
    public static string AboutOf(GenerationVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.RestoredFrom is { } from ? $"As version {from} was" : version.Comment;
    }

    /// <summary>E.g. “Model, Temperature”.</summary>
    public static string ChangedIn(IReadOnlyList<AuditChange> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return string.Join(", ", differences.Select(d => d.Field));
    }
}
