using System.Collections.Concurrent;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Which fields a model has refused, so that it is asked only once. One per plugin, in memory: a restart asks again.</summary>
public sealed class LearnedFields
{
    // Model ids come from outside: forgetting everything now and then is cheaper than growing for ever.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(Uri BaseUrl, string Model), FieldRules> rules = new();

    internal FieldRules? Of(Uri baseUrl, string model) => rules.GetValueOrDefault((baseUrl, model));

    internal void Remember(Uri baseUrl, string model, FieldRules learned)
    {
        if (rules.Count >= Most)
            rules.Clear();
        rules[(baseUrl, model)] = learned;
    }
}
