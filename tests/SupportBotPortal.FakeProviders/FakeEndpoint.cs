namespace SupportBotPortal.FakeProviders;

/// <summary>Which requests a behaviour concerns.</summary>
public enum FakeEndpoint
{
    All,
    Models,
    Chat,

    /// <summary>Counting tokens, where the vendor has that.</summary>
    Count,

    /// <summary>What belongs to a key, where the vendor says so.</summary>
    Key,
}
