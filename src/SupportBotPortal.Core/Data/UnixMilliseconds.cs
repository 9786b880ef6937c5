using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportBotPortal.Core.Data;

/// <summary>Times as numbers: a third of the room that SQLite's texts take, in millions of rows and their index.</summary>
public sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(value => Of(value), value => At(value))
{
    public static long Of(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static DateTime At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
