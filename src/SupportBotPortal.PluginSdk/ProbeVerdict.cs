namespace SupportBotPortal.PluginSdk;

/// <summary>How a stage of a connection test ended.</summary>
/// <remarks>The numbers are compiled into plugins: a new member takes a new one.</remarks>
public enum ProbeVerdict
{
    /// <summary>Proven.</summary>
    Passed = 0,

    /// <summary>Works, but not proven or with a reservation, e.g. an endpoint that checks no key.</summary>
    Warning = 1,

    /// <summary>Did not work; see <see cref="ProbeStage.Cause"/>.</summary>
    Failed = 2,

    /// <summary>Not run.</summary>
    Skipped = 3,
}
