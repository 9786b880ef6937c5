using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Adapts a chat request to what the model takes, and judges the answer before the vendor's library reads it.</summary>
/// <remarks>The library takes HTML with status 200 for an empty answer: nothing but what was expected may reach it.</remarks>
internal sealed class ChatPolicy(ProviderConnection connection, Dialect dialect, Failures failures, ModelMemory<FieldRules> learned, string modelId) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Chat clients are asynchronous.");

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var cancellationToken = message.CancellationToken;
        var asked = await ReadRequestAsync(message, cancellationToken);
        var streaming = asked["stream"] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;
        var rules = learned.Of(connection.BaseUrl, modelId) ?? FieldRules.Initial(dialect);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var request = rules.ApplyTo(asked);
            message.Request.Content = BinaryContent.Create(BinaryData.FromString(request.ToJsonString()));
            // Read here, bounded; the library would buffer without a limit.
            message.BufferResponse = false;
            await ProcessNextAsync(message, pipeline, currentIndex);
            var response = message.Response!;
            if (response.Status is >= 200 and < 300)
            {
                await AcceptAsync(response, streaming, cancellationToken);
                if (tried.Count > 0)
                    learned.Remember(connection.BaseUrl, modelId, rules);
                return;
            }

            var failure = await ReadFailureAsync(response, cancellationToken);
            message.ExtractResponse()?.Dispose();
            // Each field is given one retry, so that two that exclude each other end in a refusal and not in a loop.
            if (failure.Cause != FailureCause.BadParameter
                || rules.After(failure.Parameter, dialect, request) is not { } next
                || !tried.Add(failure.Parameter!)
                || (failure.Parameter == ChatFields.Other(dialect.TokenLimitField) && tried.Contains(dialect.TokenLimitField)))
                throw failure;
            rules = next;
        }
    }

    private static async Task<JsonObject> ReadRequestAsync(PipelineMessage message, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await message.Request.Content!.WriteToAsync(body, cancellationToken);
        return JsonNode.Parse(body.ToArray())!.AsObject();
    }

    private async Task<ProviderFailureException> ReadFailureAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadErrorAsync(response.ContentStream, cancellationToken);
        response.Headers.TryGetValue("Content-Type", out var type);
        response.Headers.TryGetValue("Retry-After", out var retryAfter);
        return failures.FromStatus(response.Status, type, body, RetryAfterHeader.Read(retryAfter, connection.Time), aboutModel: true);
    }

    private async Task AcceptAsync(PipelineResponse response, bool streaming, CancellationToken cancellationToken)
    {
        response.Headers.TryGetValue("Content-Type", out var type);
        response.Headers.TryGetValue("Content-Encoding", out var encoding);
        if (WebPage.IsHtml(type) || encoding is not (null or "" or "identity"))
            throw failures.UnexpectedAnswer();
        if (streaming && type?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            response.ContentStream = new GuardedEventStream(response.ContentStream ?? Stream.Null, failures);
            return;
        }

        var body = await BoundedBody.ReadAsync(response.ContentStream ?? Stream.Null, BoundedBody.AnswerLimit, cancellationToken);
        AnswerChecks.CheckAnswer(body, failures);
        if (streaming)
            throw failures.UnexpectedAnswer(); // one answer where a stream was asked for
        response.ContentStream = new MemoryStream(body!);
        await response.BufferContentAsync(cancellationToken);
    }
}
