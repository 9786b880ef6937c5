using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>How often something came of requests of one bot to one model in an hour or a day of UTC, and what that cost.</summary>
public abstract class PeriodOfUsage
{
    public DateTime Start { get; set; }

    public int ModelId { get; set; }

    public int BotId { get; set; }

    public UsageOutcome Outcome { get; set; }

    public long Count { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    /// <summary>How many answers came without a word of what they cost: their tokens are in no sum.</summary>
    public long Untold { get; set; }

    /// <summary>How long streamed answers took to begin, see <see cref="ResponseTimes"/>.</summary>
    public byte[] FirstBytes { get; set; } = [];

    /// <summary>How long whole answers took, see <see cref="ResponseTimes"/>.</summary>
    public byte[] Durations { get; set; } = [];
}
