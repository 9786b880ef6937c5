namespace SupportBotPortal.Web.Probes;

/// <summary>Whether the portal can do its work, and what of it can be done.</summary>
internal sealed record ProbeReport(string Status, IReadOnlyList<ProbePart> Parts);
