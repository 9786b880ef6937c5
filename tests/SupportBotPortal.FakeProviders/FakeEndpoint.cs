namespace SupportBotPortal.FakeProviders;

/// <summary>Which requests a behaviour concerns.</summary>
public enum FakeEndpoint
{
    All,
    Models,
    Chat,
}
