namespace SupportBotPortal;

/// <summary>The portal refuses to listen where it was told to; the message says why and what to do.</summary>
internal sealed class CannotListenException(string message) : Exception(message);
