namespace SupportBotPortal.PluginSdk;

/// <summary>
/// The entry point of a plugin assembly: exactly one public class with a public parameterless constructor
/// implements it. The portal creates it once, at start, and keeps it for its lifetime.
/// </summary>
/// <remarks>
/// The constructor and <see cref="Type"/> must neither block nor call out. Whatever they throw marks the plugin
/// as <em>Malfunctioned</em>, and so does not coming back in time (10 s unless configured); the portal goes on without
/// it. Several plugins are started at the same time. What is written to the console during the start goes to the portal's log;
/// later it goes past it: use <see cref="ProviderConnection.Logger"/>. <see cref="Type"/> is read once and copied: changing its lists later changes nothing.
/// </remarks>
public interface IProviderPlugin
{
    /// <summary>What this plugin offers: names, form fields, authentication schemes, defaults, help and links.</summary>
    ProviderType Type { get; }

    /// <summary>
    /// Makes a client for one provider. Called for every test, discovery and conversation, from many threads at once;
    /// must be cheap and must not call out.
    /// </summary>
    /// <param name="connection">Where to call, with what, and through which <see cref="HttpClient"/>.</param>
    /// <exception cref="ProviderFailureException">A setting is unusable; the message is shown to the admin.</exception>
    IProviderClient Connect(ProviderConnection connection);
}
