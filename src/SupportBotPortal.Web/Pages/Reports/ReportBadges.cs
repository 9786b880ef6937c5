using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Reports and the messages that carry them, as badges.</summary>
public static class ReportBadges
{
    public static Badge Of(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => new(BadgeTone.Idle, "On its way"),
        DeliveryState.Delivered => new(BadgeTone.Good, "Delivered"),
        DeliveryState.GivenUp => new(BadgeTone.Bad, "Given up"),
        DeliveryState.Dropped => new(BadgeTone.Attention, "Not sent"),
        _ => new(BadgeTone.Idle, "Unknown"),
    };

    /// <summary>The gravest of what became of its messages; <see langword="null"/> if nobody gets it.</summary>
    public static Badge? Of(IReadOnlyList<DeliveryState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var state in (DeliveryState[])[DeliveryState.GivenUp, DeliveryState.Dropped, DeliveryState.Waiting, DeliveryState.Delivered])
            if (states.Contains(state)) return Of(state);
        return null;
    }

    /// <summary>What a report found, in a few words.</summary>
    public static Badge Verdict(int tested, int well) =>
        new(tested == 0 ? BadgeTone.Idle : well == tested ? BadgeTone.Good : BadgeTone.Attention, ReportWords.Verdict(tested, well));

    /// <summary>How a provider did in a report.</summary>
    public static Badge Of(ReportLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.IsTested) return new(BadgeTone.Idle, "not tested");
        return new(line.IsWell ? BadgeTone.Good : line.Figures.DownSeconds > 0 ? BadgeTone.Bad : BadgeTone.Attention, Core.Health.Reading.UptimeWords.Of(line.Figures.Counts));
    }
}
