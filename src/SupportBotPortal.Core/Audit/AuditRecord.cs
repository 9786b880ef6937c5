namespace SupportBotPortal.Core.Audit;

/// <summary>What happened, before it is chained and stored.</summary>
/// <param name="Action">e.g. <c>provider.edited</c>.</param>
public sealed record AuditRecord(string Action)
{
    public string SubjectType { get; init; } = "";

    public string SubjectId { get; init; } = "";

    public string SubjectName { get; init; } = "";

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}
