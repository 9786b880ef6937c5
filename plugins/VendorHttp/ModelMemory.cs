using System.Collections.Concurrent;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What was learned about each model, so that it is asked only once. One per plugin, in memory: a restart asks again.</summary>
public sealed class ModelMemory<T>
    where T : class
{
    // Model ids come from outside: forgetting everything now and then is cheaper than growing for ever.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(Uri BaseUrl, string Model), T> learned = new();

    public T? Of(Uri baseUrl, string model) => learned.GetValueOrDefault((baseUrl, model));

    public void Remember(Uri baseUrl, string model, T what)
    {
        if (learned.Count >= Most)
            learned.Clear();
        learned[(baseUrl, model)] = what;
    }
}
