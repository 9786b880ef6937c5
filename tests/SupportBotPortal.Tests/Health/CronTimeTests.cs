using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Tests.Health;

/// <summary>Whatever somebody types as a cron expression or a time zone is read or refused, never more.</summary>
public sealed class CronTimeTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("*")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * * *")]
    [InlineData("? ? ? ? ?")]
    [InlineData("L W # L W")]
    [InlineData("*/0 * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("5-1-3 * * * *")]
    [InlineData("99999999999999999999 * * * *")]
    [InlineData("* * * * MON#9")]
    [InlineData("@sometimes")]
    [InlineData("\0 * * * *")]
    [InlineData("0 0 0 1 1 ? 9999999999")]
    [InlineData("* * 31 2 *")]
    public void What_is_none_is_refused_with_a_sentence_and_never_fires(string text)
    {
        CronTime.Problem(text, "UTC", Now, CheckTimes.ShortestInterval).ShouldNotBeNullOrEmpty();
        CronTime.NextAfter(Now, text, "UTC").ShouldBeNull();
    }

    [Theory]
    [InlineData("0 8 * * *")]
    [InlineData("0 0 8 * * ?")]
    [InlineData("0 0 8 ? * MON 2026")]
    [InlineData("  0  8 *\t* *  ")]
    public void Five_six_and_seven_fields_are_read(string text)
    {
        CronTime.Problem(text, "UTC", Now.AddDays(-1), CheckTimes.ShortestInterval).ShouldBeNull();
        CronTime.NextAfter(Now.AddHours(-2), text, "UTC").ShouldBe(Now.AddHours(-1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("/")]
    [InlineData("../../../etc/localtime")]
    [InlineData("/etc/localtime")]
    [InlineData("../../../dev/zero")]
    [InlineData("Europe")]
    [InlineData("Europe/Madrid\n")]
    [InlineData("W. Europe Standard Time")]
    public void A_time_zone_is_a_name_and_no_path(string name)
    {
        CronTime.TryZone(name, out var zone).ShouldBeFalse();
        zone.ShouldBe(TimeZoneInfo.Utc);
        CronTime.Problem("0 8 * * *", name, Now, CheckTimes.ShortestInterval)!.ShouldStartWith("No time zone is called");
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Madrid")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5")]
    public void Names_that_people_use_are_known(string name) => CronTime.TryZone(name, out _).ShouldBeTrue();
}
