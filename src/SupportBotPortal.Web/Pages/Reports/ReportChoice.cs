namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>A webhook or a provider that can be ticked.</summary>
/// <param name="Note">What else there is to know; empty for nothing.</param>
public sealed record ReportChoice(Guid Id, string Name, string Note);
