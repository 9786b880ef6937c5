namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>The plugin breaks the rule that is examined.</summary>
internal sealed class BrokenRuleException(string message) : Exception(message);
