using Humanizer;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>The last tests of a provider in a row of a list: a step for each, as high as it took long, and as high as can be where it failed.</summary>
/// <param name="Name">The same in words.</param>
/// <remarks>Short, as there are fifty in a list: drawn from the top down, and turned over by its style; in whole numbers.</remarks>
public sealed record Sparkline(string Good, string Attention, string Bad, string Idle, string Name)
{
    public const int Width = 72;
    public const int Height = 16;

    private const int Step = 3;
    private const int LeastBar = 2;

    /// <summary>An answer is never as high as a failure.</summary>
    private const int HighestAnswer = 12;

    /// <param name="tests">The oldest first.</param>
    /// <returns><see langword="null"/> where there is nothing to see.</returns>
    public static Sparkline? Of(IReadOnlyList<(CheckVerdict Verdict, int Milliseconds)> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        if (tests.Count == 0) return null;
        var answers = tests.Where(t => t.Verdict is CheckVerdict.Passed or CheckVerdict.Slow).Select(t => t.Milliseconds).ToList();
        var top = answers.Count == 0 ? 1 : Math.Max(1, answers.Max());
        var paths = Enum.GetValues<BadgeTone>().ToDictionary(tone => tone, _ => new PathBuilder());
        var ends = new Dictionary<BadgeTone, int>();
        // The last one stands at the right edge, however few there are.
        var x = Width - (Step * tests.Count);
        foreach (var (verdict, milliseconds) in tests)
        {
            var tone = ToneOf(verdict);
            var path = paths[tone];
            if (!ends.TryGetValue(tone, out var end)) path.MoveTo(x, 0);
            else if (end != x) path.Vertically(0).MoveTo(x, 0);
            path.Vertically(HeightOf(verdict, milliseconds, top)).Along(Step);
            x += Step;
            ends[tone] = x;
        }

        foreach (var tone in ends.Keys) paths[tone].Vertically(0);
        return new($"{paths[BadgeTone.Good]}", $"{paths[BadgeTone.Attention]}", $"{paths[BadgeTone.Bad]}", $"{paths[BadgeTone.Idle]}", NameOf(tests, answers));
    }

    public static BadgeTone ToneOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => BadgeTone.Good,
        CheckVerdict.Slow or CheckVerdict.RateLimited or CheckVerdict.Quota => BadgeTone.Attention,
        CheckVerdict.Failed => BadgeTone.Bad,
        CheckVerdict.NotTestable or CheckVerdict.Interrupted => BadgeTone.Idle,
        _ => throw new InvalidOperationException($"No tone for {verdict}."),
    };

    private static int HeightOf(CheckVerdict verdict, int milliseconds, int top) => verdict switch
    {
        CheckVerdict.Passed or CheckVerdict.Slow => Math.Max(LeastBar, (int)Math.Round((double)HighestAnswer * milliseconds / top)),
        CheckVerdict.NotTestable or CheckVerdict.Interrupted => 1,
        _ => Height,
    };

    private static string NameOf(IReadOnlyList<(CheckVerdict Verdict, int Milliseconds)> tests, List<int> answers)
    {
        var found = new (int Count, string Word)[]
        {
            (answers.Count, "passed"),
            (tests.Count(t => t.Verdict == CheckVerdict.Failed), "failed"),
            (tests.Count(t => t.Verdict is CheckVerdict.RateLimited or CheckVerdict.Quota), "refused"),
            (tests.Count(t => t.Verdict is CheckVerdict.NotTestable or CheckVerdict.Interrupted), "not run"),
        };
        var times = answers.Count == 0 ? "" : answers.Min() == answers.Max() ? $"; {answers.Max():N0} ms" : $"; {answers.Min():N0}–{answers.Max():N0} ms";
        return $"Last {"test".ToQuantity(tests.Count)}: {string.Join(", ", found.Where(f => f.Count > 0).Select(f => $"{f.Count} {f.Word}"))}{times}";
    }
}
