using System.Globalization;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>Where a page of deleted providers ends, as it stands in the address of the next one.</summary>
public sealed record DeletedCursor(DateTime At, string Slug)
{
    /// <returns><see langword="null"/> for the first page, and for what is no cursor: somebody changed the address.</returns>
    public static DeletedCursor? Parse(string? text) =>
        text?.Split('~', 2) is [var ticks, var slug] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
            ? new(new DateTime(at, DateTimeKind.Utc), slug)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}~{Slug}");
}
