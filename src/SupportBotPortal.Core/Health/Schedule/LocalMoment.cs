namespace SupportBotPortal.Core.Health.Schedule;

/// <summary>Turns what the clocks of a zone show into moments, over both changes of daylight saving.</summary>
public static class LocalMoment
{
    /// <summary>A time that the clocks skip is the moment at which they do; of one that they show twice, the first.</summary>
    public static DateTime Of(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // Zones change on whole minutes.
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>The moment at which a day begins there.</summary>
    public static DateTime Of(DateOnly day, TimeZoneInfo zone) => Of(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The day that it is there at a moment.</summary>
    public static DateOnly DayAt(DateTime moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone));

    /// <summary>Whether the clocks showed that time an hour before already, because they were set back.</summary>
    public static bool IsRepeated(DateTime moment, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTimeFromUtc(moment, zone);
        return zone.IsAmbiguousTime(local) && Of(local, zone) != moment;
    }
}
