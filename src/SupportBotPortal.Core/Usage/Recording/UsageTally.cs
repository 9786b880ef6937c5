using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>Adds up entries with one key. For one thread at a time.</summary>
internal sealed class UsageTally(string slug)
{
    private readonly ResponseTimes firstBytes = new();
    private readonly ResponseTimes durations = new();
    private long count;
    private long inputTokens;
    private long outputTokens;
    private long untold;
    private DateTime lastAt;

    public void Add(in UsageEntry entry, DateTime at)
    {
        count++;
        if (at > lastAt) lastAt = at;
        inputTokens += entry.InputTokens ?? 0;
        outputTokens += entry.OutputTokens ?? 0;
        if (entry.HasBegun && (entry.InputTokens is null || entry.OutputTokens is null)) untold++;
        if (entry.FirstByte is { } first) firstBytes.Add(Milliseconds(first));
        if (entry.Duration is { } duration) durations.Add(Milliseconds(duration));
    }

    public UsageSums ToSums() => new(count, inputTokens, outputTokens, untold, firstBytes.ToBytes(), durations.ToBytes(), lastAt, slug);

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue);
}
