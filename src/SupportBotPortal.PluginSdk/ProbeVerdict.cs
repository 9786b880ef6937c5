namespace SupportBotPortal.PluginSdk;

/// <summary>How a stage of a connection test ended.</summary>
public enum ProbeVerdict
{
    /// <summary>Proven.</summary>
    Passed,

    /// <summary>Works, but not proven or with a reservation, e.g. an endpoint that checks no key.</summary>
    Warning,

    /// <summary>Did not work; see <see cref="ProbeStage.Cause"/>.</summary>
    Failed,

    /// <summary>Not run.</summary>
    Skipped,
}
