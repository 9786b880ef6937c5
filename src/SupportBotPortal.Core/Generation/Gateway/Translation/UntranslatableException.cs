namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>A request that another protocol has no words for.</summary>
/// <param name="message">For the bot's developer.</param>
/// <param name="param">The field that it is about.</param>
internal sealed class UntranslatableException(string message, string param) : Exception(message)
{
    public string Param { get; } = param;
}
