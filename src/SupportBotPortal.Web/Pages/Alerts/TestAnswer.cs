using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>How a test message fared.</summary>
/// <param name="Through">Through what it was sent, as a sentence names it.</param>
public sealed record TestAnswer(string Through, AlertTestResult Result);
