using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>One thing that needs attention.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Url">Where it is looked at.</param>
/// <param name="Sentence">What is the matter.</param>
public sealed record AttentionLine(string Name, string Url, string Sentence)
{
    public ProviderEnvironment Environment { get; init; }

    public Badge? Badge { get; init; }

    /// <summary>Since when.</summary>
    public DateTime? At { get; init; }

    /// <summary>The provider that this is about, if it is about one.</summary>
    public string? Slug { get; init; }

    /// <summary>The incident that goes on there.</summary>
    public OpenIncidentLink? Incident { get; init; }

    /// <summary>The act that mends it; <see langword="null"/> if looking is all one can do here.</summary>
    public AttentionAct? Act { get; init; }
}
