namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Where a page of the list begins or ends.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Cursor">The row beside it, for <see cref="PageAnchorKind.After"/> and <see cref="PageAnchorKind.Before"/>.</param>
public sealed record PageAnchor(PageAnchorKind Kind, string Cursor = "")
{
    public static PageAnchor First { get; } = new(PageAnchorKind.First);

    public static PageAnchor Last { get; } = new(PageAnchorKind.Last);

    public bool IsBackwards => Kind is PageAnchorKind.Before or PageAnchorKind.Last;
}
