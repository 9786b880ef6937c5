using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportBotPortal.Core.Data;

/// <summary>SQLite forgets that a time is UTC; this remembers.</summary>
public sealed class UtcDateTimeConverter()
    : ValueConverter<DateTime, DateTime>(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
