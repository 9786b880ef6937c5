namespace SupportBotPortal.Core.Data;

/// <summary>What a bot may ask for. Stored by its name.</summary>
public enum BotTokenScope
{
    /// <summary>The model in production.</summary>
    Default,

    /// <summary>Also those that bots may ask for by name, if they may.</summary>
    Choice,
}
