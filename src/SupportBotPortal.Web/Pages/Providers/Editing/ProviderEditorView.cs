using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>The form with its live results beside it.</summary>
public sealed record ProviderEditorView(ProviderFormView Form)
{
    public TestPanelView Test { get; init; } = new();

    public DiscoveryPanelView Discovery { get; init; } = new();
}
