namespace SupportBotPortal.Core.Data.Storage;

/// <summary>The database cannot be used; the message says why and what to do.</summary>
public sealed class DatabaseStartException(string message, Exception? innerException = null)
    : Exception(message, innerException);
