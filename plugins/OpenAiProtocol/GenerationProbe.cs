using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Generates a short answer over the very path that the bot's requests take.</summary>
internal sealed class GenerationProbe(ProviderConnection connection, Dialect dialect, RequestHeaders headers, ChatClients chats)
{
    // Fewer make healthy reasoning models fail.
    private const int Tokens = 16;

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
                return new(ProbeStageKind.Generating, ProbeVerdict.Warning, "The model answered without any text") { Duration = duration, Proves = keyProven ? ProofLevel.KeyProven : ProofLevel.Reachable };
            return keyProven || !headers.HasCredential || await RefusesWithoutKeyAsync(model, cancellationToken)
                ? new(ProbeStageKind.Generating, ProbeVerdict.Passed, "The model generates") { Duration = duration, Proves = ProofLevel.ModelProven }
                : new(ProbeStageKind.Generating, ProbeVerdict.Passed, "The model generates, but the endpoint does not check keys") { Duration = duration, Proves = ProofLevel.Reachable };
        }
        catch (ProviderFailureException e)
        {
            return ProbeStage.From(ProbeStageKind.Generating, e, connection.Time.GetElapsedTime(start));
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
    private async Task<bool> RefusesWithoutKeyAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(model, withCredential: false, cancellationToken);
            return false;
        }
        catch (ProviderFailureException e)
        {
            return e.Cause is FailureCause.Credentials or FailureCause.Permission;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<ChatResponse> AskAsync(string model, bool withCredential, CancellationToken cancellationToken)
    {
        using var chat = chats.Create(model, withCredential);
        return await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = Tokens }, cancellationToken);
    }
}
