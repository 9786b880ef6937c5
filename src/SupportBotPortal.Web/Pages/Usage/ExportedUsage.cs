using System.Text.Json;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>What one bot used of one model in one hour, as it stands in a file. Its names are an interface.</summary>
/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="ProviderId">Empty where no model was asked, as <paramref name="Provider"/> and <paramref name="Model"/>.</param>
/// <param name="Outcomes">How often each came, by a word for programs.</param>
/// <param name="AnswersWithoutTokens">How many answers are in no sum of tokens, because it is not known what they cost.</param>
public sealed record ExportedUsage(
    DateTime Hour,
    Guid? ProviderId,
    string Provider,
    string Model,
    Guid BotId,
    string Bot,
    long Requests,
    long Attempts,
    long Answered,
    long ByFallback,
    long BrokenOff,
    long GivenUp,
    long FailedAttempts,
    long NotAsked,
    long Refused,
    IReadOnlyDictionary<string, long> Outcomes,
    long InputTokens,
    long OutputTokens,
    long AnswersWithoutTokens,
    int? FirstByteMedianMs,
    int? FirstByteP95Ms,
    int? MedianMs,
    int? P95Ms)
{
    public static ExportedUsage Of(UsageLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var figures = line.Figures;
        return new(
            line.Hour,
            line.ProviderId == Guid.Empty ? null : line.ProviderId,
            line.Provider,
            line.ModelId,
            line.TokenId,
            line.Bot,
            figures.Requests,
            figures.Attempts,
            figures.Answered,
            figures.ByFallback,
            figures.BrokenOff,
            figures.GivenUp,
            figures.FailedAttempts,
            figures.NotAsked,
            figures.Refused,
            figures.Counts.ToDictionary(c => WordOf(c.Key), c => c.Value),
            figures.InputTokens,
            figures.OutputTokens,
            figures.Untold,
            figures.FirstByteMedian,
            figures.FirstByteP95,
            figures.DurationMedian,
            figures.DurationP95);
    }

    private static string WordOf(UsageOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
