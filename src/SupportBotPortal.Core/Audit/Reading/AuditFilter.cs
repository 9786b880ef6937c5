namespace SupportBotPortal.Core.Audit.Reading;

/// <summary>Which lines of the audit log are looked for.</summary>
/// <param name="Text">What stands in them somewhere: a name, an address, an action, a field or a value. Empty for all.</param>
/// <param name="Area">What they are about, the part of the action before the dot; empty for all.</param>
/// <param name="Subject">The id of the one thing or person that was acted on; empty for all.</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="Until">The last day, in UTC.</param>
public sealed record AuditFilter(string Text, string Area, string Subject, DateOnly? From, DateOnly? Until)
{
    public static readonly AuditFilter All = new("", "", "", null, null);
}
