using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Generates a short answer over the very path that the bot's requests take.</summary>
internal sealed class GenerationProbe(ProviderConnection connection, Dialect dialect, RequestHeaders headers, ChatClients chats)
{
    // Fewer make healthy reasoning models fail.
    private const int Tokens = 16;

    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(10);

    public async Task<ProbeStage> RunAsync(string? wanted, IReadOnlyList<DiscoveredModel> models, bool keyProven, CancellationToken cancellationToken)
    {
        if ((wanted ?? Choose(models)) is not { } model)
            return new(ProbeStageKind.Generating, ProbeVerdict.Skipped, "There is no model to generate with: enter one");

        var start = connection.Time.GetTimestamp();
        try
        {
            var response = await AskAsync(model, withCredential: true, cancellationToken);
            var duration = connection.Time.GetElapsedTime(start);
            // Reasoning may use up all tokens: no text, and yet the model works.
            if (response.Text.Length == 0 && response.FinishReason == ChatFinishReason.Stop)
                return new(ProbeStageKind.Generating, ProbeVerdict.Warning, "The model answered without any text") { Detail = model, Duration = duration, Proves = keyProven ? ProofLevel.KeyProven : ProofLevel.Reachable };
            // Without a key there is none to prove: that the model generates shows that none is needed.
            bool? nothingLeftToProve = keyProven || !headers.HasCredential ? true : await RefusesWithoutKeyAsync(model, cancellationToken);
            return nothingLeftToProve switch
            {
                true => Generates("The model generates", ProofLevel.ModelProven),
                false => Generates("The model generates, but the endpoint does not check keys", ProofLevel.Reachable),
                null => Generates("The model generates, but whether the key is checked could not be found out", ProofLevel.Reachable),
            };

            ProbeStage Generates(string summary, ProofLevel level) => new(ProbeStageKind.Generating, ProbeVerdict.Passed, summary) { Detail = model, Duration = duration, Proves = level };
        }
        catch (ProviderFailureException e)
        {
            var failed = ProbeStage.From(ProbeStageKind.Generating, e, connection.Time.GetElapsedTime(start));
            return failed with { Detail = failed.Detail is null ? model : $"{model}: {failed.Detail}" };
        }
    }

    // Never an invented name: gateways answer those with "invalid key".
    private string? Choose(IReadOnlyList<DiscoveredModel> models)
    {
        var listed = models.Where(m => m.CanChat != false).Select(m => m.Id).ToList();
        return dialect.DefaultModels.FirstOrDefault(listed.Contains)
            ?? (listed.Count > 0 ? listed[0] : models.Count == 0 ? dialect.FirstDefaultModel : null);
    }

    // A list that is open to all says nothing about generating: there the key may be checked after all (OpenRouter).
    private Task<bool?> RefusesWithoutKeyAsync(string model, CancellationToken cancellationToken) =>
        KeylessCall.IsRefusedAsync(token => AskAsync(model, withCredential: false, token), LimitWithoutKey, connection.Time, cancellationToken);

    private async Task<ChatResponse> AskAsync(string model, bool withCredential, CancellationToken cancellationToken)
    {
        using var chat = chats.Create(model, withCredential);
        return await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = Tokens }, cancellationToken);
    }
}
