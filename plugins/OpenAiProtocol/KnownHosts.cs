namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Hosts that imitate OpenAI's protocol and are known to differ from it in something that cannot be found out by asking.</summary>
internal static class KnownHosts
{
    private static readonly string[] Azure = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"];

    /// <summary>Lists for anybody, whatever the key.</summary>
    public static bool IsOpenRouter(Uri baseUrl) => baseUrl.IdnHost.Equals("openrouter.ai", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lists its catalogue, and is called by the names of deployments.</summary>
    public static bool IsAzure(Uri baseUrl) => Array.Exists(Azure, host => baseUrl.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase));
}
