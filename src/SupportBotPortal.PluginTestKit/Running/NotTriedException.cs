namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Something that the rule needs did not come back in an earlier rule.</summary>
internal sealed class NotTriedException(string message) : Exception(message);
