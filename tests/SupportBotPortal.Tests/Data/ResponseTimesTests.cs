using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Tests.Data;

public sealed class ResponseTimesTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void A_percentile_is_right_to_within_6_percent(double part)
    {
        var random = new Random(7);
        var all = Enumerable.Range(0, 5_000).Select(_ => (int)Math.Exp(3 + (random.NextDouble() * 7))).ToList();
        var times = new ResponseTimes();
        foreach (var time in all) times.Add(time);

        var exact = all.Order().ElementAt((int)Math.Ceiling(all.Count * part) - 1);
        ((double)times.Percentile(part)!.Value).ShouldBeInRange(exact * 0.93, exact * 1.07);
    }

    [Fact]
    public void Hours_that_were_stored_add_up()
    {
        var (first, second, both) = (new ResponseTimes(), new ResponseTimes(), new ResponseTimes());
        foreach (var time in Enumerable.Range(1, 400))
        {
            (time % 3 == 0 ? first : second).Add(time * 7);
            both.Add(time * 7);
        }

        var sum = ResponseTimes.FromBytes(first.ToBytes());
        sum.Add(ResponseTimes.FromBytes(second.ToBytes()));
        sum.Count.ShouldBe(400);
        sum.ToBytes().ShouldBe(both.ToBytes());
    }

    [Fact]
    public void Without_any_there_is_no_percentile()
    {
        new ResponseTimes().Percentile(0.5).ShouldBeNull();
        ResponseTimes.FromBytes([]).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60_000)]
    [InlineData(int.MaxValue)]
    public void Every_time_has_a_bucket(int milliseconds)
    {
        var times = new ResponseTimes();
        times.Add(milliseconds);
        ResponseTimes.FromBytes(times.ToBytes()).Percentile(1)!.Value.ShouldBeGreaterThan(0);
    }
}
