using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>Two people edited the same thing. What only one of them changed is settled; what both changed is for the second one to decide.</summary>
/// <param name="Both">Changed by both, differently: shown side by side.</param>
/// <param name="TakenOver">Changed by the other one only: now in the form.</param>
/// <param name="SavedBy">Who saved first.</param>
/// <param name="SavedAt">When.</param>
public sealed record EditConflict(IReadOnlyList<EditedField> Both, IReadOnlyList<EditedField> TakenOver, string SavedBy, DateTime SavedAt)
{
    /// <summary>What both edited, as a sentence names it.</summary>
    public string What { get; init; } = "this provider";

    /// <summary>Brings what was saved meanwhile into the form, as far as nothing typed is lost by it; saving again is then based on it.</summary>
    /// <param name="fields">All fields of the form beside what is saved.</param>
    public static EditConflict Settle(IReadOnlyList<EditedField> fields, ISettledForm form, Provider saved, string savedBy)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return Settle(fields, form, saved.Version, saved.UpdatedAt, savedBy);
    }

    /// <param name="fields">All fields of the form beside what is saved.</param>
    /// <param name="version">Of what is saved.</param>
    /// <param name="savedAt">When it was.</param>
    public static EditConflict Settle(IReadOnlyList<EditedField> fields, ISettledForm form, int version, DateTime savedAt, string savedBy)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(form);
        var seen = FieldPrints.Read(form.Seen);
        // What was typed for one address, and to be sent in one way, must not go elsewhere or otherwise unseen.
        var secretsAreTyped = fields.Any(f => f.HoldsTypedSecret);
        var (both, takenOver) = (new List<EditedField>(), new List<EditedField>());
        foreach (var field in fields.Where(f => f.Differs && !f.IsLeftAlone && !seen.IsUnchanged(f.Key, f.Saved)))
        {
            var isMine = !seen.IsUnchanged(field.Key, field.Typed) || field.HoldsTypedSecret || (field.DirectsSecrets && secretsAreTyped);
            (isMine ? both : takenOver).Add(field);
        }

        foreach (var field in takenOver) field.TakeSaved();
        form.Version = version;
        form.Seen = FieldPrints.Of(fields);
        // A choice was made between two values; where there is something new to see, it is made again.
        if (both.Count + takenOver.Count > 0) form.TakeSaved = [];
        return new(both, takenOver, savedBy, savedAt);
    }

    /// <summary>Whether there is nothing to look at: what they saved is nowhere in the form.</summary>
    public bool IsNoConcern => Both.Count + TakenOver.Count == 0;

    /// <summary>What the fields have now: the base on which a form that is shown is edited.</summary>
    public static string SeenOf(IReadOnlyList<EditedField> fields) => FieldPrints.Of(fields);

    /// <summary>The fields for which the saved value was chosen, side by side with the typed one.</summary>
    public static void TakeChosen(IReadOnlyList<EditedField> fields, ISettledForm form)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(form);
        foreach (var field in fields.Where(f => form.TakeSaved.Contains(f.Key))) field.TakeSaved();
        form.TakeSaved = [];
    }
}
