using MimeKit;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>A mail as the server got it.</summary>
/// <param name="Recipients">Of the envelope.</param>
/// <param name="IsSecure">It came over TLS.</param>
internal sealed record CaughtMail(MimeMessage Message, IReadOnlyList<string> Recipients, bool IsSecure, string Raw);
