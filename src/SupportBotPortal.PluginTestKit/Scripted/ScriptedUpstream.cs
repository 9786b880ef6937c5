using System.Net;
using System.Net.Http.Headers;

namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>An upstream without a socket: the vendor's script answers, and what is not the vendor's doing is there already.</summary>
public sealed class ScriptedUpstream(IVendorScript script) : HttpMessageHandler, IUpstream
{
    private readonly Lock gate = new();
    private readonly List<UpstreamRequest> requests = [];
    private readonly List<(int Count, TaskCompletionSource Done)> waiting = [];
    private UpstreamScenario scenario;
    private UpstreamPart part;

    /// <inheritdoc/>
    public Uri BaseUrl => script.BaseUrl;

    /// <inheritdoc/>
    public HttpMessageHandler Handler => this;

    /// <inheritdoc/>
    public IReadOnlyList<string> Models => script.ModelsIn(part == UpstreamPart.Generating ? UpstreamScenario.AnswersWell : scenario);

    /// <inheritdoc/>
    public IReadOnlyList<UpstreamRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <inheritdoc/>
    public string? Play(UpstreamScenario scenario, UpstreamPart part = UpstreamPart.Everything)
    {
        if (script.WhyNot(scenario, part) is { } reason)
            return reason;
        lock (gate)
        {
            (this.scenario, this.part) = (scenario, part);
            requests.Clear();
            waiting.Clear();
        }

        return null;
    }

    /// <inheritdoc/>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (requests.Count >= count)
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, done));
            return done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = script.Recognize(await ReadAsync(request, cancellationToken)) with { Aborted = aborted.Task };
        var now = Add(arrived);
        switch (now)
        {
            case UpstreamScenario.Hangs:
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    aborted.TrySetResult();
                }

                break;
            case UpstreamScenario.BreaksConnection:
                throw new HttpRequestException("The connection broke, as scripted.", new IOException());
        }

        return Respond(ReadyAnswers.Of(now, arrived.Url) ?? script.Answer(arrived, now), request, aborted);
    }

    private static async Task<UpstreamRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default(HttpHeadersNonValidated))
            .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)));
        return new(request.Method.Method, request.RequestUri!, [.. headers], body);
    }

    private static HttpResponseMessage Respond(UpstreamAnswer answer, HttpRequestMessage request, TaskCompletionSource aborted)
    {
        var content = new StreamContent(new ScriptedBody(answer.Pieces, answer.Ending, aborted));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content, RequestMessage = request };
        foreach (var (name, value) in answer.Headers)
            response.Headers.Add(name, value);
        return response;
    }

    private static bool Concerns(UpstreamPart part, UpstreamRequest request) => part switch
    {
        UpstreamPart.Everything => true,
        UpstreamPart.Generating => request.Generates,
        UpstreamPart.NotGenerating => !request.Generates,
        _ => throw new InvalidOperationException($"There is no part {part}."),
    };

    /// <returns>The scenario that concerns it.</returns>
    private UpstreamScenario Add(UpstreamRequest arrived)
    {
        lock (gate)
        {
            requests.Add(arrived);
            foreach (var (_, done) in waiting.FindAll(w => w.Count <= requests.Count))
                done.TrySetResult();
            waiting.RemoveAll(w => w.Count <= requests.Count);
            return Concerns(part, arrived) ? scenario : UpstreamScenario.AnswersWell;
        }
    }
}
