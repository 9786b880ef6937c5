using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportBotPortal.Core.Data;

/// <summary>
/// SQLite keeps a time as text and forgets that it is UTC; this remembers. A text that is no time, which only somebody outside the
/// portal can have written, is read as <see cref="Unreadable"/>: one such row must not take the others of its page with it.
/// </summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, string>(value => Write(value), text => Read(text))
{
    // As the driver writes times, and as they have been stored from the beginning: texts are compared in queries.
    private const string Format = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF";

    /// <summary>Stands for a time that cannot be read. Earlier than any that is stored, so whatever ends by time has ended.</summary>
    public static readonly DateTime Unreadable = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    private static string Write(DateTime value) => value.ToString(Format, CultureInfo.InvariantCulture);

    private static DateTime Read(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : Unreadable;
}
