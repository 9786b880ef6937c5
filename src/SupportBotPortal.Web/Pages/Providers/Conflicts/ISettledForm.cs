namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>What a form carries with which it is settled what two people changed, see <see cref="EditConflict"/>.</summary>
public interface ISettledForm
{
    /// <summary>The version that was shown.</summary>
    int Version { get; set; }

    /// <summary>Fingerprints of what the fields had when they were shown.</summary>
    string? Seen { get; set; }

    /// <summary>After a conflict: the fields for which the saved value is to stay.</summary>
    List<string> TakeSaved { get; set; }
}
