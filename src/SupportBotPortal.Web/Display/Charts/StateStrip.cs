using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Web.Display.Charts;

/// <summary>
/// How a provider stood over time, as bars whose height tells what their colour tells: low and steady is well, high is trouble.
/// Time is cut into cells, and each shows the worst that was in it, so that five minutes down are seen in ninety days.
/// </summary>
public sealed record StateStrip(int Width, string Good, string Attention, string Bad, string Idle)
{
    public const int Height = 24;

    private const int CellWidth = 10;

    /// <summary>Divides 24 hours, 7, 30 and 90 days.</summary>
    private const int Cells = 90;

    public static StateStrip Of(IReadOnlyList<StateSpan> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var paths = Enum.GetValues<BadgeTone>().ToDictionary(tone => tone, _ => new PathBuilder());
        if (states.Count > 0)
        {
            var cells = CellsOf(states);
            for (int first = 0, next; first < Cells; first = next)
            {
                for (next = first + 1; next < Cells && cells[next] == cells[first]; next++)
                {
                }

                paths[cells[first]].Bar(first * CellWidth, Height - HeightOf(cells[first]), next * CellWidth, Height);
            }
        }

        return new(Cells * CellWidth, $"{paths[BadgeTone.Good]}", $"{paths[BadgeTone.Attention]}", $"{paths[BadgeTone.Bad]}", $"{paths[BadgeTone.Idle]}");
    }

    public static BadgeTone ToneOf(HealthState state) => state switch
    {
        HealthState.Healthy => BadgeTone.Good,
        HealthState.Slow or HealthState.RateLimited or HealthState.Quota => BadgeTone.Attention,
        HealthState.Down => BadgeTone.Bad,
        HealthState.Unknown or HealthState.NotTestable => BadgeTone.Idle,
        _ => throw new InvalidOperationException($"No tone for {state}."),
    };

    private static BadgeTone[] CellsOf(IReadOnlyList<StateSpan> states)
    {
        var from = states[0].From;
        var cell = (states[^1].Until - from) / Cells;
        var cells = new BadgeTone[Cells];
        if (cell <= TimeSpan.Zero)
        {
            Array.Fill(cells, ToneOf(states[^1].State));
            return cells;
        }

        foreach (var span in states)
        {
            var tone = ToneOf(span.State);
            var last = Math.Min(Cells - 1, (int)Math.Ceiling((span.Until - from) / cell) - 1);
            for (var index = (int)((span.From - from) / cell); index <= last; index++)
                if (tone > cells[index]) cells[index] = tone;
        }

        return cells;
    }

    private static int HeightOf(BadgeTone tone) => tone switch
    {
        BadgeTone.Bad => Height,
        BadgeTone.Attention => 16,
        BadgeTone.Good => 8,
        _ => 2,
    };
}
