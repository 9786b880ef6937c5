namespace SupportBotPortal.Core.Plugins;

/// <summary>A plugin cannot be used; the message is for the person who reads the Plugins page.</summary>
internal sealed class PluginRefusedException(PluginState state, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public PluginState State { get; } = state;

    /// <summary>A further sentence for the log, where full paths may stand.</summary>
    public string Detail { get; private init; } = "";

    public static PluginRefusedException Malfunction(string message, Exception? innerException = null) =>
        new(PluginState.Malfunctioned, message, innerException);

    public static PluginRefusedException NotSupported(string message) => new(PluginState.NotSupported, message);

    public static PluginRefusedException Disabled(string message) => new(PluginState.Disabled, message);

    public PluginRefusedException WithDetail(string detail) => new(State, Message, InnerException) { Detail = detail };
}
