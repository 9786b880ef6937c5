namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Why a mail cannot be sent through this server; the message is a sentence.</summary>
internal sealed class MailRefusedException(string message) : Exception(message);
