namespace SupportBotPortal.Core.Data;

/// <summary>What happened to a secret.</summary>
public enum ProviderKeyChangeKind
{
    Set,
    Replaced,
    Removed,
}
