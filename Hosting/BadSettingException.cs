namespace SupportBotPortal;

/// <summary>A setting cannot be used; the message names it and says what it should look like.</summary>
internal sealed class BadSettingException(string message) : Exception(message);
