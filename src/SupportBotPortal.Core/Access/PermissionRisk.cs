namespace SupportBotPortal.Core.Access;

/// <summary>What can go wrong if the wrong person has a permission.</summary>
public enum PermissionRisk
{
    /// <summary>Somebody sees what is not his business.</summary>
    Low,

    /// <summary>Costs, wrong news, or a setting that has to be set again.</summary>
    Medium,

    /// <summary>A key goes elsewhere, bots get no answer, or somebody takes more rights than he was given.</summary>
    High,
}
