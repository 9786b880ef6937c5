using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>Where a page of tests ends, as it stands in the address of the next one.</summary>
public sealed record CheckCursor(DateTime At, long Id)
{
    private const long Latest = 253_402_300_799_999;

    /// <returns><see langword="null"/> for the first page, and for what is no cursor: somebody changed the address.</returns>
    public static CheckCursor? Parse(string? text) =>
        text?.Split('~') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= Latest && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(UnixMilliseconds.At(milliseconds), number)
            : null;

    public static CheckCursor Of(Check check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(check.At, check.Id);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UnixMilliseconds.Of(At)}~{Id}");
}
