using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>One rule's examination: plays scenarios, runs operations, and says what is wrong.</summary>
internal sealed class Trial(PluginSubject subject, IUpstream upstream, CancellationToken cancellationToken) : IAsyncDisposable
{
    /// <summary>What is said to the model; its answer repeats it.</summary>
    public const string Prompt = "conformance-prompt-5b21";

    private const long UsualLimit = 8 << 20;

    private readonly List<Session> sessions = [];
    private readonly List<string> notes = [];

    public PluginSubject Subject { get; } = subject;

    public IUpstream Upstream { get; } = upstream;

    public CancellationToken Ended { get; } = cancellationToken;

    /// <summary>The key; a rule about keys does not apply without one.</summary>
    public string Key => Subject.Credential.Secret ?? throw new NotApplicableException("The subject has no key.");

    /// <summary>What could not be tried, in sentences.</summary>
    public string Notes => string.Join(' ', notes.Distinct());

    public static void Expect(bool kept, string otherwise)
    {
        if (!kept)
            throw new BrokenRuleException(otherwise);
    }

    /// <exception cref="NotApplicableException">The upstream cannot.</exception>
    public void Play(UpstreamScenario scenario, UpstreamPart part = UpstreamPart.Everything)
    {
        if (Upstream.Play(scenario, part) is { } reason)
            throw new NotApplicableException($"{scenario}: {reason}");
    }

    /// <summary>Goes through scenarios of which some may not apply; if none does, the rule does not.</summary>
    public async Task EachAsync<T>(IEnumerable<T> cases, Func<T, Task> check)
    {
        var tried = 0;
        foreach (var one in cases)
        {
            try
            {
                await check(one);
                tried++;
            }
            catch (NotApplicableException nothing)
            {
                notes.Add(nothing.Message);
            }
        }

        if (tried == 0)
            throw new NotApplicableException(Notes);
    }

    public Session Connect(string? key, long limit = UsualLimit)
    {
        var session = new Session(Subject, Upstream, new(Subject.Credential.SchemeId, key), limit);
        sessions.Add(session);
        return session;
    }

    public Session Connect() => Connect(Subject.Credential.Secret);

    /// <summary>Runs an operation on a connection of its own. What the plugin throws is part of the attempt.</summary>
    public Task<Attempt> RunAsync(Operation operation) => RunAsync(operation, Connect(), Ended);

    /// <exception cref="BrokenRuleException">It did not come back.</exception>
    public async Task<Attempt> RunAsync(Operation operation, Session session, CancellationToken token)
    {
        var attempt = new Attempt(operation, session);
        try
        {
            // On another thread: a plugin that blocks must not hold the kit.
            await Task.Run(() => RunAsync(attempt, Subject.Model, token), CancellationToken.None).WaitAsync(Subject.Patience, Ended);
        }
        catch (TimeoutException)
        {
            throw new BrokenRuleException($"{operation} did not come back within {Subject.Patience.TotalSeconds} seconds.");
        }

        return attempt;
    }

    /// <exception cref="BrokenRuleException">It did not come back.</exception>
    public async Task<T> WithinPatienceAsync<T>(string what, Func<CancellationToken, Task<T>> call)
    {
        try
        {
            return await Task.Run(() => call(Ended), CancellationToken.None).WaitAsync(Subject.Patience, Ended);
        }
        catch (TimeoutException)
        {
            throw new BrokenRuleException($"{what} did not come within {Subject.Patience.TotalSeconds} seconds.");
        }
    }

    /// <summary>Waits until the upstream has that many requests.</summary>
    /// <exception cref="BrokenRuleException">The operation ended before.</exception>
    public async Task ArrivedAsync(Task<Attempt> running, int count)
    {
        var arrived = Upstream.WaitForRequestsAsync(count, Ended);
        if (await Task.WhenAny(arrived, running) == running && !arrived.IsCompleted)
            throw new BrokenRuleException($"{(await running).Seen}, and only {Upstream.Requests.Count} requests arrived where {count} were waited for.");
        await arrived;
    }

    /// <summary>The upstream sees that nobody waits for its answer any more.</summary>
    public async Task ExpectAbortedAsync(string what)
    {
        try
        {
            await Upstream.Requests[^1].Aborted.WaitAsync(Subject.Patience, Ended);
        }
        catch (TimeoutException)
        {
            throw new BrokenRuleException($"{what} was cancelled, and its request went on at the upstream: hand the token to every call, and dispose of the answer.");
        }
    }

    public async Task ExpectCancelledAsync(string what, Task running)
    {
        try
        {
            await running.WaitAsync(Subject.Patience, Ended);
        }
        catch (OperationCanceledException) when (!Ended.IsCancellationRequested)
        {
            return;
        }
        catch (TimeoutException)
        {
            throw new BrokenRuleException($"{what} was cancelled, and did not end within {Subject.Patience.TotalSeconds} seconds.");
        }

        throw new BrokenRuleException($"{what} was cancelled, and ended as if it were complete; an OperationCanceledException is expected.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions)
        {
            try
            {
                await session.DisposeAsync();
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                // A rule of its own sees that.
            }
        }
    }

    private static async Task RunAsync(Attempt attempt, string model, CancellationToken token)
    {
        var client = attempt.Session.Client;
        try
        {
            switch (attempt.Operation)
            {
                case Operation.Discovery:
                    attempt.Models = await client.DiscoverModelsAsync(token);
                    break;
                case Operation.Probe or Operation.GeneratingProbe or Operation.ChoosingProbe:
                    var request = new ProbeRequest(attempt.Operation != Operation.Probe, attempt.Operation == Operation.GeneratingProbe ? model : null);
                    await foreach (var stage in client.ProbeAsync(request, token))
                        attempt.Stages.Add(stage);
                    break;
                case Operation.Chat:
                    using (var chat = client.CreateChatClient(model))
                        attempt.Answer = await chat.GetResponseAsync(Prompt, cancellationToken: token);
                    break;
                case Operation.StreamedChat:
                    using (var chat = client.CreateChatClient(model))
                    {
                        await foreach (var update in chat.GetStreamingResponseAsync(Prompt, cancellationToken: token))
                            attempt.Updates.Add(update);
                    }

                    break;
                default:
                    throw new InvalidOperationException($"There is no operation {attempt.Operation}.");
            }
        }
        catch (Exception thrown)
        {
            attempt.Thrown = thrown;
        }
    }
}
