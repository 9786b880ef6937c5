namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Whose incident it is.</summary>
/// <param name="Name"><see langword="null"/>: it was destroyed, and nothing is known of it but its history.</param>
/// <param name="Slug">Where it is found; of one that is deleted, nowhere.</param>
public sealed record IncidentProvider(Guid Id, string? Name, string? Slug, bool IsDeleted)
{
    public bool IsDestroyed => Name is null;
}
