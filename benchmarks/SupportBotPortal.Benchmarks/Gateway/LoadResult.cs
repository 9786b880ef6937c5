namespace SupportBotPortal.Benchmarks.Gateway;

/// <summary>What came of some time of asking; times in milliseconds.</summary>
internal sealed class LoadResult(TimeSpan time)
{
    public List<double> Took { get; } = [];

    /// <summary>From asking to the first event.</summary>
    public List<double> FirstEvent { get; } = [];

    /// <summary>From the sending of each event to its arrival.</summary>
    public List<double> Held { get; } = [];

    /// <summary>Processor time of whoever passed them on, for each request.</summary>
    public double ProcessorEach { get; set; }

    public double PerSecond => Took.Count / time.TotalSeconds;

    public static LoadResult Of(IEnumerable<LoadResult> parts, TimeSpan time)
    {
        var all = new LoadResult(time);
        foreach (var part in parts)
        {
            all.Took.AddRange(part.Took);
            all.FirstEvent.AddRange(part.FirstEvent);
            all.Held.AddRange(part.Held);
        }

        return all;
    }

    public static double Of(List<double> times, double share) => times.Count == 0 ? double.NaN : times.Order().ElementAt(Math.Min(times.Count - 1, (int)(times.Count * share)));
}
