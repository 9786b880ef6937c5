using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>Some tests, the latest first.</summary>
/// <param name="Next">Where the older ones begin; <see langword="null"/> if there are none.</param>
public sealed record CheckPage(IReadOnlyList<Check> Items, CheckCursor? Next)
{
    public static readonly CheckPage Empty = new([], null);
}
