using System.Text.Json;

namespace SupportBotPortal.Core.Telemetry;

/// <summary>The names of what is said of a measurement. They are an interface: dashboards are built on them.</summary>
public static class TelemetryTags
{
    /// <summary>OpenTelemetry's own: what kind of failure; absent where there was none.</summary>
    public const string ErrorType = "error.type";

    /// <summary>The provider type's id: as many as there are plugins.</summary>
    public const string ProviderType = "supportbot.provider.type";

    /// <summary>Which provider; on spans only, of which there is one per call, not on metrics, which would have thousands of series.</summary>
    public const string Provider = "supportbot.provider.slug";

    public const string ProviderState = "supportbot.provider.state";
    public const string TestKind = "supportbot.test.kind";
    public const string TestOutcome = "supportbot.test.outcome";
    public const string PluginCall = "supportbot.plugin.call";
    public const string SweepTests = "supportbot.sweep.tests";
    public const string AlertChannel = "supportbot.alert.channel";
    public const string AlertOutcome = "supportbot.alert.outcome";

    /// <summary>A value as OpenTelemetry writes them: <c>rate_limit</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
