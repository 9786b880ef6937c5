using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Tests.Health;

public sealed class RecentChecksTests
{
    [Fact]
    public void The_last_24_are_remembered_oldest_first()
    {
        byte[] recent = [];
        for (var n = 1; n <= 30; n++) recent = RecentChecks.Add(recent, n % 5 == 0 ? CheckVerdict.Failed : CheckVerdict.Passed, n * 100);

        var read = RecentChecks.Read(recent);

        read.Select(c => c.Verdict).ShouldBe(Enumerable.Range(7, 24).Select(n => n % 5 == 0 ? CheckVerdict.Failed : CheckVerdict.Passed));
        foreach (var (milliseconds, n) in read.Select((c, index) => (c.Milliseconds, index + 7))) ((double)milliseconds).ShouldBeInRange(n * 93, n * 107);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 200, 1 })]
    [InlineData(new byte[] { 200, 1, 3 })]
    public void What_was_damaged_is_left_out(byte[] recent) => RecentChecks.Read(recent).ShouldBeEmpty();

    [Fact]
    public void The_longest_time_has_a_bucket_too() => RecentChecks.Read(RecentChecks.Add([], CheckVerdict.Slow, int.MaxValue))[0].Milliseconds.ShouldBeGreaterThan(10_000_000);
}
