using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>A line of the list of links.</summary>
/// <param name="Screens">How many show the board by it right now.</param>
/// <param name="IsOver">Its last day has passed.</param>
public sealed record LinkRow(BoardLink Link, int Screens, bool IsOver)
{
    public DateOnly? LastDay => Link.ExpiresAt is { } end ? DateOnly.FromDateTime(end).AddDays(-1) : null;
}
