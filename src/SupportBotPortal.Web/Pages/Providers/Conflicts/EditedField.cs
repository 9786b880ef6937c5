namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>A field of the form beside what is saved.</summary>
/// <param name="Key">As in <see cref="Core.Providers.FieldMessage"/>.</param>
/// <param name="Saved">What is saved, made comparable.</param>
/// <param name="Typed">What the form has, made comparable.</param>
/// <param name="TakeSaved">Puts what is saved into the form.</param>
public sealed record EditedField(string Key, string Label, string Saved, string Typed, Action TakeSaved)
{
    /// <summary>What is saved, for people.</summary>
    public required string SavedText { get; init; }

    /// <summary>What was typed, for people.</summary>
    public required string TypedText { get; init; }

    /// <summary>
    /// Whether it decides to whom, or how, a secret is sent. Of a setting only its plugin knows what it is for, so every one does.
    /// </summary>
    public bool DirectsSecrets { get; init; }

    /// <summary>Whether the form leaves it as it is stored, whatever that is: then there is nothing of one's own that could be lost.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Whether a secret that belongs to it was typed: a decision of one's own, although nothing can be compared.</summary>
    public bool HoldsTypedSecret { get; init; }

    public bool Differs => Saved != Typed;
}
