using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Pages.Providers.Keys;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>A connection test as it is shown: under way, finished, or the last one that was kept.</summary>
public sealed record TestPanelView
{
    /// <summary>The run to follow; <see langword="null"/> if none is under way.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether this is the outer panel (which opens the stream) or what streams into it.</summary>
    public bool IsUnderWay => RunId is not null && Result is null && NotTestable is null;

    public IReadOnlyList<ProbeStage> Stages { get; init; } = [];

    /// <summary>The stages this test consists of, also those not reached yet.</summary>
    public IReadOnlyList<ProbeStageKind> Expected { get; init; } = [];

    public ProviderTestRecord? Result { get; init; }

    /// <summary>Why it could not be run.</summary>
    public string? NotTestable { get; init; }

    /// <summary>Whether there is a key to prove.</summary>
    public bool NeedsKey { get; init; } = true;

    public bool WasCancelled { get; init; }

    public ProviderType? Type { get; init; }

    /// <summary>Where a new key was tested: what became of it.</summary>
    public KeySwitchView? KeySwitch { get; init; }

    /// <summary>The button that starts one, as the page names it.</summary>
    public string Button { get; init; } = "Test connection";

    /// <summary>The saved provider; <see langword="null"/> for what is typed in a form.</summary>
    public string? Slug { get; init; }

    public static IReadOnlyList<ProbeStageKind> StagesFor(string baseUrl, bool generate)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        List<ProbeStageKind> stages = [ProbeStageKind.Address, ProbeStageKind.Connection];
        if (baseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) stages.Add(ProbeStageKind.Tls);
        stages.AddRange([ProbeStageKind.Credentials, ProbeStageKind.Responding]);
        if (generate) stages.Add(ProbeStageKind.Generating);
        return stages;
    }

    public static string NameOf(ProbeStageKind kind) => kind switch
    {
        ProbeStageKind.Address => "Address",
        ProbeStageKind.Connection => "Connection",
        ProbeStageKind.Tls => "Secure connection",
        ProbeStageKind.Credentials => "Credentials",
        ProbeStageKind.Responding => "Provider responds",
        ProbeStageKind.Generating => "Model generates",
        _ => throw new InvalidOperationException($"No name for {kind}."),
    };
}
