namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>How a scripted body ends.</summary>
public enum AnswerEnding
{
    /// <summary>Properly.</summary>
    Complete,

    /// <summary>The connection breaks.</summary>
    Breaks,

    /// <summary>Not at all: nothing more comes.</summary>
    Stalls,
}
