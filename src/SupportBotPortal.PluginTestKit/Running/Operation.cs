namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>One thing that the portal asks of a plugin.</summary>
internal enum Operation
{
    Discovery,
    Probe,
    GeneratingProbe,

    /// <summary>A generating probe for which the plugin chooses the model.</summary>
    ChoosingProbe,
    Chat,
    StreamedChat,
}
