namespace SupportBotPortal.PluginTestKit;

/// <summary>Which requests a scenario concerns.</summary>
public enum UpstreamPart
{
    /// <summary>All of them.</summary>
    Everything,

    /// <summary>Those that make a model generate; all others are answered as in <see cref="UpstreamScenario.AnswersWell"/>.</summary>
    Generating,

    /// <summary>Those that make no model generate; generating is answered as in <see cref="UpstreamScenario.AnswersWell"/>.</summary>
    NotGenerating,
}
