namespace SupportBotPortal.Core.Providers;

/// <summary>A secret of a call: one that was typed, or one that is stored and opened then.</summary>
/// <param name="Name">The setting's or the header's.</param>
/// <param name="Typed">Empty for the stored one.</param>
/// <param name="Stored">Sealed, if there is one.</param>
internal sealed record PlannedSecret(string Name, string? Typed, SealedSecret? Stored)
{
    public override string ToString() => $"{nameof(PlannedSecret)} {Name}";
}
