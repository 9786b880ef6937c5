using System.Globalization;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Where a page of incidents ends, as it stands in the address of the next one: those that go on come before those that are over.</summary>
public sealed record IncidentCursor(bool IsOpen, long Id)
{
    private const string Open = "open";
    private const string Closed = "closed";

    /// <returns><see langword="null"/> for the first page, and for what is no cursor: somebody changed the address.</returns>
    public static IncidentCursor? Parse(string? text) =>
        text?.Split('~') is [Open or Closed, var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(text.StartsWith(Open, StringComparison.Ordinal), number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsOpen ? Open : Closed)}~{Id}");
}
