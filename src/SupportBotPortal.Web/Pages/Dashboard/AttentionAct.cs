namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>What one does about a line, and who may.</summary>
public sealed record AttentionAct(string Title, string Url, string Permission);
