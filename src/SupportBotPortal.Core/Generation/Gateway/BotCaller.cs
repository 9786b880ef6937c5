using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Who asks, and what is known at that moment.</summary>
public sealed class BotCaller
{
    internal BotCaller(BotToken token, GatewayState state) => (Token, State) = (token, state);

    public BotToken Token { get; }

    internal GatewayState State { get; }
}
