using Humanizer;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>How a provider stood over time: as a drawing, as a sentence that says the same, and as the times behind it.</summary>
public sealed class StateStripView(string title, IReadOnlyList<StateSpan> states)
{
    /// <summary>How many changes are listed.</summary>
    public const int ShownRows = 100;

    public StateStrip Strip { get; } = StateStrip.Of(states);

    public string Title => title;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<StateSpan> Rows { get; } = [.. states.Reverse().Take(ShownRows)];

    public int Total => states.Count;

    public DateTime From => states[0].From;

    public DateTime Until => states[^1].Until;

    public string Description
    {
        get
        {
            var all = states.GroupBy(s => HistoryWords.Of(s.State).Text, (word, spans) => (Word: word, Time: TimeSpan.FromTicks(spans.Sum(s => (s.Until - s.From).Ticks)), Count: spans.Count())).OrderByDescending(s => s.Time).ToList();
            return all.Count == 1 ? $"{all[0].Word} all the time." : $"{string.Join(", ", all.Select(s => $"{s.Word} for {Durations.Length(s.Time)}{(s.Count > 1 ? $" in {"stretch".ToQuantity(s.Count)}" : "")}"))}.";
        }
    }
}
