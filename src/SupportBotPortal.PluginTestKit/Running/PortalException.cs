namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>What the portal's client throws when it ends a request: a plugin lets it pass.</summary>
internal sealed class PortalException(string message) : HttpRequestException(message)
{
    public static bool IsIn(Exception? thrown)
    {
        for (var current = thrown; current is not null; current = current.InnerException)
        {
            if (current is PortalException)
                return true;
        }

        return false;
    }
}
