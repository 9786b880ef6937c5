using System.Net.Http.Headers;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Asks a provider that speaks OpenAI's protocol: the bot's bytes go there, the provider's come back.</summary>
internal sealed class ForwardedChat(UpstreamMemory memory, RefusedParameters refusedParameters, TimeProvider time)
{
    private const string Events = "text/event-stream";
    private const string Json = "application/json";
    private const int LongestRefusal = 64 << 10;

    /// <param name="connection">The answer's own from here on, if there is one.</param>
    /// <exception cref="ProviderFailureException">No answer began.</exception>
    public async Task<StartedAnswer> StartAsync(ChatConnection connection, Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        var fields = memory.Of(target, connection.TokenLimitFields);
        var adaptation = new Adaptation(body, production.Settings, connection.TokenLimitFields);
        while (true)
        {
            using var content = new ReadOnlyMemoryContent(ChatBodyWriter.Write(body, target.Model.ModelId, production.Settings, production.SystemMessage, fields));
            content.Headers.ContentType = new MediaTypeHeaderValue(Json);
            var response = await connection.SendAsync(content, body.IsStreamed ? Events : Json, cancellationToken);
            try
            {
                if (response.IsSuccessStatusCode)
                {
                    var started = body.IsStreamed ? await StreamAsync(connection, response, body, cancellationToken) : await WholeAsync(connection, response, cancellationToken);
                    if (adaptation.HasAdapted && adaptation.IsForAll) memory.Remember(target, fields);
                    await refusedParameters.TryLearnAsync(target.Model, target.Provider.ConnectionRevision, adaptation.Refused);
                    return started;
                }

                var failure = await RefusalAsync(connection, response, cancellationToken);
                fields = adaptation.After(failure, fields) ?? throw failure;
                response.Dispose();
            }
            catch (HttpRequestException broken)
            {
                response.Dispose();
                throw ChatConnection.FailureOf(broken);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    private static async Task<ProviderFailureException> RefusalAsync(ChatConnection connection, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var beginning = new byte[LongestRefusal];
        var length = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        return await connection.ReadFailureAsync(response, beginning.AsMemory(0, length), cancellationToken);
    }

    private static async Task<StartedAnswer> WholeAsync(ChatConnection connection, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await WholeBody.ReadAsync(response.Content, cancellationToken);
        if (!AnswerScan.TryRead(bytes, out var scan, withModel: true) || scan.HasError || scan.Choices is not > 0) throw await connection.ReadFailureAsync(response, bytes.AsMemory(0, Math.Min(bytes.Length, LongestRefusal)), cancellationToken);
        var usage = new AnswerUsage();
        scan.AddTo(usage);
        response.Dispose();
        return new(connection) { Whole = bytes, Usage = usage };
    }

    private async Task<StartedAnswer> StreamAsync(ChatConnection connection, HttpResponseMessage response, ChatBody body, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType?.Equals(Events, StringComparison.OrdinalIgnoreCase) != true) throw await RefusalAsync(connection, response, cancellationToken);
        var stream = new ForwardedStream(connection, response, new EventReader(await response.Content.ReadAsStreamAsync(cancellationToken)), body.WantsUsage, time);
        try
        {
            await stream.BeginAsync(cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        return new(stream, connection) { Events = stream.Pieces(cancellationToken), Usage = stream.Usage };
    }
}
