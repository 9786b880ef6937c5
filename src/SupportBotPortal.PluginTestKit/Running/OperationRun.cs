using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Does with a plugin what the portal does, and takes no more of it than a portal would: what never ends must not fill the memory.</summary>
internal static class OperationRun
{
    private const int MostModels = 5_000;
    private const int MostStages = 100;
    private const int MostUpdates = 100_000;

    /// <summary>What the plugin throws is kept in the attempt.</summary>
    /// <exception cref="BrokenRuleException">It returned what nobody can use, whatever is examined.</exception>
    public static async Task RunAsync(Attempt attempt, string model, string prompt, CancellationToken token)
    {
        try
        {
            await (attempt.Operation switch
            {
                Operation.Discovery => DiscoverAsync(attempt, token),
                Operation.Probe or Operation.GeneratingProbe or Operation.ChoosingProbe => ProbeAsync(attempt, model, token),
                Operation.Chat => ChatAsync(attempt, model, prompt, token),
                Operation.StreamedChat => StreamAsync(attempt, model, prompt, token),
                _ => throw new InvalidOperationException($"There is no operation {attempt.Operation}."),
            });
        }
        catch (Exception thrown) when (thrown is not BrokenRuleException)
        {
            attempt.Thrown = thrown;
        }
    }

    private static async Task DiscoverAsync(Attempt attempt, CancellationToken token)
    {
        var listed = await attempt.Session.Client.DiscoverModelsAsync(token) ?? throw new BrokenRuleException("DiscoverModelsAsync returned no list; where there are no models it is an empty one.");
        List<DiscoveredModel> models = [.. listed.Take(MostModels + 1)];
        if (models.Count > MostModels)
            throw new BrokenRuleException($"Discovery listed more than {MostModels} models; the portal takes no more than that of one provider.");
        if (models.Contains(null!))
            throw new BrokenRuleException("Discovery listed an empty model (null).");
        attempt.Models = models;
    }

    private static async Task ProbeAsync(Attempt attempt, string model, CancellationToken token)
    {
        var request = new ProbeRequest(attempt.Operation != Operation.Probe, attempt.Operation == Operation.GeneratingProbe ? model : null);
        await foreach (var stage in attempt.Session.Client.ProbeAsync(request, token))
        {
            attempt.Stages.Add(stage ?? throw new BrokenRuleException($"{attempt.Operation} returned an empty stage (null)."));
            if (attempt.Stages.Count > MostStages)
                throw new BrokenRuleException($"{attempt.Operation} reported more than {MostStages} stages, and had not ended; at most three are expected.");
        }
    }

    private static async Task ChatAsync(Attempt attempt, string model, string prompt, CancellationToken token)
    {
        using var chat = attempt.Session.CreateChatClient(model);
        attempt.Answer = await chat.GetResponseAsync([new(ChatRole.User, prompt)], cancellationToken: token) ?? throw new BrokenRuleException("Chat returned no answer (null).");
    }

    private static async Task StreamAsync(Attempt attempt, string model, string prompt, CancellationToken token)
    {
        using var chat = attempt.Session.CreateChatClient(model);
        await foreach (var update in chat.GetStreamingResponseAsync([new(ChatRole.User, prompt)], cancellationToken: token))
        {
            attempt.Updates.Add(update ?? throw new BrokenRuleException("StreamedChat returned an empty piece of an answer (null)."));
            if (attempt.Updates.Count > MostUpdates)
                throw new BrokenRuleException($"StreamedChat delivered more than {MostUpdates} pieces, and had not ended.");
        }
    }
}
