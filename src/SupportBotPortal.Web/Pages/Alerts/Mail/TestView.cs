namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>The form that sends a test mail, and what came of the last one.</summary>
/// <param name="To">What stands in the field.</param>
/// <param name="Error">What is wrong with it.</param>
public sealed record TestView(string? To, string? Error = null, TestAnswer? Answer = null);
