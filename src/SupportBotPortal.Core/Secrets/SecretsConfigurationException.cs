namespace SupportBotPortal.Core.Secrets;

/// <summary>The master key is given in an unsafe or ambiguous way: the portal must not start. The message says what to change and holds no key.</summary>
public sealed class SecretsConfigurationException(string sentence) : Exception(sentence);
