namespace SupportBotPortal.Core.Data.Storage;

/// <summary>The data directory cannot be used; the message says why and what to do.</summary>
public sealed class DataDirectoryException(string message, Exception? innerException = null)
    : Exception(message, innerException);
