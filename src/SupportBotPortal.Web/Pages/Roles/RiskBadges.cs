using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>How much can go wrong with a permission, in a word.</summary>
public static class RiskBadges
{
    public static Badge Of(PermissionRisk risk) => risk switch
    {
        PermissionRisk.Low => new(BadgeTone.Idle, "Low risk"),
        PermissionRisk.Medium => new(BadgeTone.Attention, "Some risk"),
        PermissionRisk.High => new(BadgeTone.Bad, "High risk"),
        _ => throw new InvalidOperationException($"No words for {risk}."),
    };

    /// <summary>What the word means.</summary>
    public static string Meaning(PermissionRisk risk) => risk switch
    {
        PermissionRisk.Low => "Somebody sees what is not his business.",
        PermissionRisk.Medium => "Costs, wrong news, or a setting that has to be set again.",
        PermissionRisk.High => "A key goes elsewhere, bots get no answer, or somebody takes more permissions than he was given.",
        _ => throw new InvalidOperationException($"No words for {risk}."),
    };
}
