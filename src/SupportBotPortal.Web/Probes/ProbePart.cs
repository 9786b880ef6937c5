namespace SupportBotPortal.Web.Probes;

/// <summary>One of the things that must be so for the portal to do its work.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Sentence">What is the case, and what to do about it.</param>
internal sealed record ProbePart(string Name, string Status, string Sentence);
