namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>A provider that cannot be called as it is stored: its key does not open, or a setting is none.</summary>
internal sealed class UnusableException(string why) : Exception(why);
