namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>The upstream cannot produce what the rule is about.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);
