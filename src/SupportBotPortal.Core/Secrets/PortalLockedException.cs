namespace SupportBotPortal.Core.Secrets;

/// <summary>Nothing can be sealed now. The message is the sentence of <see cref="KeyRingStatus"/> and may be shown to admins.</summary>
public sealed class PortalLockedException(string sentence) : Exception(sentence);
