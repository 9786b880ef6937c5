using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.History;

/// <summary>The sums of an hour or a day of tests: what pages read, and what is left once the tests themselves are gone.</summary>
public abstract class PeriodOfChecks
{
    public int SubjectId { get; set; }

    public DateTime Start { get; set; }

    public int Passed { get; set; }

    public int Slow { get; set; }

    public int RateLimited { get; set; }

    public int Quota { get; set; }

    public int Failed { get; set; }

    public int NotTestable { get; set; }

    public int Interrupted { get; set; }

    /// <summary>Response times of those that passed, see <see cref="ResponseTimes"/>.</summary>
    public byte[] Times { get; set; } = [];
}
