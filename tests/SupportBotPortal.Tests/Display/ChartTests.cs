using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Tests.Display;

public sealed class ChartTests
{
    private static readonly DateTime Start = new(2026, 11, 25, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(10, 10)]
    [InlineData(11, 15)]
    [InlineData(210, 300)]
    [InlineData(401, 500)]
    [InlineData(999, 1_000)]
    [InlineData(1_106, 1_500)]
    [InlineData(int.MaxValue, 3_000_000_000)]
    public void An_axis_ends_at_a_round_number(long value, long top) => ChartScale.Top(value).ShouldBe(top);

    [Fact]
    public void A_chart_without_tests_draws_nothing_and_has_an_axis()
    {
        var chart = ResponseChart.Of(Slots(null, null, null));

        chart.ShouldSatisfyAllConditions(
            c => c.Width.ShouldBe(30),
            c => c.Top.ShouldBe(2),
            c => string.Concat(c.Median, c.P95, c.Band, c.Failed, c.Limited).ShouldBeEmpty());
    }

    [Fact]
    public void One_hour_alone_is_drawn_as_wide_as_most_of_its_hour_so_that_it_is_seen()
    {
        var chart = ResponseChart.Of(Slots(null, (100, 200), null));

        chart.Median.ShouldBe("M11 50H19");
        chart.P95.ShouldBe("M11 1H19");
        chart.Band.ShouldBe("M11 50V1H19V50Z");
    }

    [Fact]
    public void A_gap_without_tests_is_not_bridged()
    {
        var chart = ResponseChart.Of(Slots((100, 200), (150, 200), null, (100, 100), (200, 200)));

        chart.Median.ShouldBe("M5 50L15 25.5M35 50L45 1");
        chart.Band.ShouldBe("M5 1L15 1L15 25.5L5 50ZM35 50L45 1L45 1L35 50Z");
    }

    [Fact]
    public void Times_that_are_all_equal_are_a_level_line_inside_the_plot()
    {
        var chart = ResponseChart.Of(Slots((320, 320), (320, 320)));

        chart.Top.ShouldBe(400);
        chart.Median.ShouldBe("M5 20.6L15 20.6");
        chart.P95.ShouldBe(chart.Median);
    }

    [Fact]
    public void Failures_stand_below_the_lines_as_high_as_their_part_of_the_tests()
    {
        var chart = ResponseChart.Of([
            Slot(0, new(Passed: 1, Failed: 1), 100),
            Slot(1, new(Failed: 4), null),
            Slot(2, new(Passed: 1000, Failed: 1), 100),
            Slot(3, new(Passed: 2, RateLimited: 1, Quota: 1), 100),
        ]);

        chart.Failed.ShouldBe("M1 124V115H9V124ZM11 124V106H19V124ZM21 124V121H29V124Z");
        chart.Limited.ShouldBe("M31 124V115H39V124Z");
        chart.Median.ShouldBe("M1 1H9M25 1L35 1", "an hour in which everything failed has no time");
    }

    [Fact]
    public void A_strip_shows_five_minutes_down_in_ninety_days()
    {
        var strip = StateStrip.Of([
            new(Start, Start.AddDays(30), HealthState.Healthy),
            new(Start.AddDays(30), Start.AddDays(30).AddMinutes(5), HealthState.Down),
            new(Start.AddDays(30).AddMinutes(5), Start.AddDays(90), HealthState.Healthy),
        ]);

        strip.Bad.ShouldBe("M300 24V0H310V24Z");
        strip.Good.ShouldBe("M0 24V16H300V24ZM310 24V16H900V24Z");
    }

    [Fact]
    public void The_states_of_a_strip_differ_in_height_and_not_by_colour_alone()
    {
        var states = Enum.GetValues<HealthState>().Select((state, index) => new StateSpan(Start.AddHours(index), Start.AddHours(index + 1), state)).ToList();

        var strip = StateStrip.Of(states);

        var heights = new[] { strip.Good, strip.Attention, strip.Bad, strip.Idle }.Select(path => path.Split('V')[1].Split('H')[0]).ToList();
        heights.Distinct().Count().ShouldBe(4, string.Join(", ", heights));
    }

    [Fact]
    public void A_strip_without_length_shows_the_state()
    {
        StateStrip.Of([new(Start, Start, HealthState.Down)]).Bad.ShouldBe("M0 24V0H900V24Z");
        StateStrip.Of([]).ShouldBe(new StateStrip(900, "", "", "", ""));
    }

    [Fact]
    public void A_sparkline_has_a_step_for_each_test_and_says_the_same_in_words()
    {
        var line = Sparkline.Of([(CheckVerdict.Passed, 210), (CheckVerdict.Slow, 480), (CheckVerdict.Failed, 5), (CheckVerdict.RateLimited, 5), (CheckVerdict.NotTestable, 0)])!;

        line.Good.ShouldBe("M57 0V5h3V0");
        line.Attention.ShouldBe("M60 0V12h3V0M66 0V16h3V0");
        line.Bad.ShouldBe("M63 0V16h3V0");
        line.Idle.ShouldBe("M69 0V1h3V0");
        line.Name.ShouldBe("Last 5 tests: 2 passed, 1 failed, 1 refused, 1 not run; 210–480 ms");
    }

    [Fact]
    public void Tests_of_one_tone_that_follow_each_other_are_one_shape() =>
        Sparkline.Of([(CheckVerdict.Passed, 100), (CheckVerdict.Passed, 50), (CheckVerdict.Failed, 0), (CheckVerdict.Passed, 100)])!.Good.ShouldBe("M60 0V12h3V6h3V0M69 0V12h3V0");

    [Fact]
    public void A_sparkline_of_nothing_is_none_and_one_of_failures_has_no_times()
    {
        Sparkline.Of([]).ShouldBeNull();
        Sparkline.Of([(CheckVerdict.Failed, 12)])!.Name.ShouldBe("Last 1 test: 1 failed");
        Sparkline.Of([(CheckVerdict.Passed, 12)])!.Name.ShouldBe("Last 1 test: 1 passed; 12 ms");
    }

    private static List<HistorySlot> Slots(params (int Median, int P95)?[] times) =>
        [.. times.Select((time, index) => new HistorySlot(Start.AddHours(index), time is { } some ? new(new(Passed: 1), some.Median, some.P95) : HistorySummary.None))];

    private static HistorySlot Slot(int hour, VerdictCounts counts, int? time) => new(Start.AddHours(hour), new(counts, time, time));
}
