using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Settings;

/// <summary>One of whom a second factor may be demanded, and what that means.</summary>
public sealed record DemandChoice(SecondFactorDemand Demand, string Title, string Meaning)
{
    public static IReadOnlyList<DemandChoice> All { get; } =
    [
        new(SecondFactorDemand.Nobody, "Nobody has to have one", "Everybody may."),
        new(SecondFactorDemand.HighRisk, "Those who can do much harm", "Whoever holds a permission of high risk, such as changing keys, people or roles."),
        new(SecondFactorDemand.Everybody, "Everybody", "Also those who only look."),
    ];

    public static DemandChoice Of(SecondFactorDemand demand) => All.Single(choice => choice.Demand == demand);
}
