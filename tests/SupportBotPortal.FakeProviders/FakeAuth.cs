namespace SupportBotPortal.FakeProviders;

/// <summary>How the custom endpoint wants to be authenticated to. By hand: in the path, e.g. <c>/custom/basic/v1</c>.</summary>
public enum FakeAuth
{
    None,
    Bearer,
    Basic,
    Header,
}
