namespace SupportBotPortal.Core.Audit;

/// <summary>One changed field. Secrets never have values here: see <see cref="Secret"/>.</summary>
public sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>A secret changed: says only how.</summary>
    /// <param name="field">Which.</param>
    /// <param name="what"><c>set</c>, <c>replaced</c> or <c>removed</c>.</param>
    public static AuditChange Secret(string field, string what) => new(field, null, what);
}
