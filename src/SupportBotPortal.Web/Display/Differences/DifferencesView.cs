using SupportBotPortal.Core.Audit;

namespace SupportBotPortal.Web.Display.Differences;

/// <summary>Fields that differ, beside each other; long texts line by line.</summary>
/// <param name="What">What a field is called here.</param>
/// <param name="Before">What the state on the left is called.</param>
/// <param name="After">And that on the right.</param>
public sealed record DifferencesView(IReadOnlyList<AuditChange> Changes, string What, string Before, string After);
