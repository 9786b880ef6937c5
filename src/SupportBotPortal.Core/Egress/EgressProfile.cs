namespace SupportBotPortal.Core.Egress;

/// <summary>How long and how much one request may take.</summary>
/// <param name="Total">From sending to the last byte; <see langword="null"/> = as long as bytes keep coming.</param>
/// <param name="FirstByte">From sending to the response headers.</param>
/// <param name="Idle">Between two pieces of the body.</param>
/// <param name="MaximumBytes">Size of the body.</param>
public sealed record EgressProfile(TimeSpan? Total, TimeSpan FirstByte, TimeSpan Idle, long MaximumBytes)
{
    private const long KiB = 1024;

    public static EgressProfile Test { get; } = Within(15, 8 * KiB * KiB);

    public static EgressProfile Discovery { get; } = Within(30, 8 * KiB * KiB);

    public static EgressProfile GenerationProbe { get; } = Within(60, 8 * KiB * KiB);

    /// <summary>Somebody who only wants to be called.</summary>
    public static EgressProfile Ping { get; } = Within(10, 64 * KiB);

    /// <summary>A receiver of messages says little more than that it has got one.</summary>
    public static EgressProfile Webhook { get; } = Within(15, 64 * KiB) with { ReadsTheBeginningOnly = true };

    /// <summary>A conversation may stream for long; 32 MiB is far beyond any model's longest answer.</summary>
    public static EgressProfile Chat { get; } = new(null, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), 32 * KiB * KiB);

    /// <summary>An answer that says beforehand that it is larger is not refused for that: nobody reads it to its end.</summary>
    public bool ReadsTheBeginningOnly { get; init; }

    private static EgressProfile Within(int seconds, long maximumBytes)
    {
        var total = TimeSpan.FromSeconds(seconds);
        return new(total, total, total, maximumBytes);
    }
}
