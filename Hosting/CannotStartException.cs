namespace SupportBotPortal;

/// <summary>The portal refuses to start as it was told to; the message says why and what to do.</summary>
internal sealed class CannotStartException(string message) : Exception(message);
