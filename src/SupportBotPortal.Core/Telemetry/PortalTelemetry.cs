using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SupportBotPortal.Core.Telemetry;

/// <summary>
/// What the portal's own measurements and spans come from. Where nobody listens, both cost next to nothing. Attributes are few and
/// bounded: types, calls, outcomes, causes. Never a key, an address, a person or what a provider said.
/// </summary>
public sealed class PortalTelemetry : IDisposable
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "SupportBotPortal";

    public PortalTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter = meters.Create(Name);
    }

    /// <summary>The factory's: it ends with the factory.</summary>
    public Meter Meter { get; }

    public ActivitySource Activities { get; } = new(Name);

    public void Dispose() => Activities.Dispose();
}
