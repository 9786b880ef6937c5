using System.Globalization;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Generates a short answer over the very path that the bot's requests take.</summary>
internal sealed class GenerationProbe(IVendorApi api, TimeProvider time)
{
    // Fewer make healthy reasoning models fail.
    private const int Tokens = 16;

    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(10);

    public async Task<ProbeStage> RunAsync(string? wanted, IReadOnlyList<DiscoveredModel> models, bool keyProven, CancellationToken cancellationToken)
    {
        if ((wanted ?? ProbedModel.Choose(api, models)) is not { } model)
            return new(ProbeStageKind.Generating, ProbeVerdict.Skipped, "There is no model to generate with: enter one") { Detail = api.CatalogueNote };

        var start = time.GetTimestamp();
        try
        {
            var response = await AskAsync(model, withCredential: true, cancellationToken);
            var duration = time.GetElapsedTime(start);
            // Reasoning may use up all tokens: no text, and yet the model works.
            if (response.Text.Length == 0 && response.FinishReason == ChatFinishReason.ContentFilter)
                return Doubtful("A filter of the vendor's withheld the answer", model);
            if (response.Text.Length == 0 && response.FinishReason == ChatFinishReason.Stop)
                return Doubtful("The model answered without any text", model);
            if (response.ModelId is { } answered && !api.IsSameModel(model, answered))
                return Doubtful("Another model answered than the one that was asked", ModelIds.IsFit(answered) ? $"{model} was asked, {answered} answered" : model);
            // Without a key there is none to prove: that the model generates shows that none is needed.
            bool? nothingLeftToProve = keyProven || !api.HasCredential ? true : await RefusesWithoutKeyAsync(model, cancellationToken);
            return nothingLeftToProve switch
            {
                true => Generates("The model generates", ProofLevel.ModelProven),
                false => Generates("The model generates, but the endpoint does not check keys", ProofLevel.Reachable),
                null => Generates("The model generates, but whether the key is checked could not be found out", ProofLevel.Reachable),
            };

            ProbeStage Generates(string summary, ProofLevel level) =>
                new(ProbeStageKind.Generating, ProbeVerdict.Passed, summary) { Detail = AndItsEnd(model, response), Duration = duration, Proves = level };

            ProbeStage Doubtful(string summary, string detail) => new(ProbeStageKind.Generating, ProbeVerdict.Warning, summary)
            {
                Detail = detail,
                Duration = duration,
                Proves = keyProven ? ProofLevel.KeyProven : ProofLevel.Reachable,
            };
        }
        catch (ProviderFailureException e)
        {
            var failed = ProbeStage.From(ProbeStageKind.Generating, e, time.GetElapsedTime(start));
            return failed with { Detail = failed.Detail is null ? model : $"{model}: {failed.Detail}" };
        }
    }

    // A list that is open to all says nothing about generating: there the key may be checked after all (OpenRouter).
    private Task<bool?> RefusesWithoutKeyAsync(string model, CancellationToken cancellationToken) =>
        KeylessCall.IsRefusedAsync(token => AskAsync(model, withCredential: false, token), LimitWithoutKey, time, cancellationToken);

    private static string AndItsEnd(string model, ChatResponse response) => AnswerNotes.RetiresOn(response) is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{model}, which the vendor switches off on {day:yyyy-MM-dd}")
        : model;

    private async Task<ChatResponse> AskAsync(string model, bool withCredential, CancellationToken cancellationToken)
    {
        using var chat = api.CreateChat(model, withCredential);
        return await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = Tokens }, cancellationToken);
    }
}
