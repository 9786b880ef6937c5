using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>One rule's examination: plays scenarios, runs operations, and says what is wrong.</summary>
internal sealed class Trial(PluginSubject subject, IUpstream upstream, LateCalls late, CancellationToken cancellationToken) : IAsyncDisposable
{
    /// <summary>What is said to the model; its answer repeats it.</summary>
    public const string Prompt = "conformance-prompt-5b21";

    private readonly Patience patience = new(subject.Patience, late, cancellationToken);
    private readonly List<Session> sessions = [];
    private readonly List<IChatClient> chats = [];
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

    /// <summary>What the plugin declares.</summary>
    public Task<ProviderType> TypeAsync() =>
        patience.RunAsync("IProviderPlugin.Type", () => Subject.Plugin.Type ?? throw new BrokenRuleException("The plugin declares no type (null)."));

    /// <summary>A connection of the plugin: the subject's, unless <paramref name="change"/> makes another of it.</summary>
    /// <exception cref="NotApplicableException">The plugin connects only as the subject is configured.</exception>
    public async Task<Session> ConnectAsync(Func<SessionSetup, SessionSetup>? change = null)
    {
        try
        {
            return await OpenAsync(Prepare(change));
        }
        catch (ProviderFailureException refused) when (change is not null)
        {
            throw new NotApplicableException($"The plugin does not connect with another key, or with other settings: it threw {Told.Of(refused)}.");
        }
    }

    /// <summary>A chat client with the subject's model; let go of at the end of the trial.</summary>
    public async Task<IChatClient> ChatAsync(Session? session = null)
    {
        session ??= await ConnectAsync();
        var chat = await patience.RunAsync("CreateChatClient", () => session.CreateChatClient(Subject.Model));
        chats.Add(chat);
        return chat;
    }

    /// <summary>Runs an operation on a connection of its own. What the plugin throws, also a refusal to connect, is part of the attempt.</summary>
    public async Task<Attempt> RunAsync(Operation operation, Func<SessionSetup, SessionSetup>? change = null, string prompt = Prompt)
    {
        var session = Prepare(change);
        try
        {
            await OpenAsync(session);
        }
        catch (ProviderFailureException refused)
        {
            return new Attempt(operation, session) { Thrown = refused };
        }

        return await RunAsync(operation, session, Ended, prompt);
    }

    /// <exception cref="BrokenRuleException">It did not come back.</exception>
    public Task<Attempt> RunAsync(Operation operation, Session session, CancellationToken token, string prompt = Prompt) => patience.RunAsync(operation.ToString(), async () =>
    {
        var attempt = new Attempt(operation, session);
        await OperationRun.RunAsync(attempt, Subject.Model, prompt, token);
        return attempt;
    });

    /// <exception cref="BrokenRuleException">It did not come back.</exception>
    public Task<T> WithinPatienceAsync<T>(string what, Func<CancellationToken, Task<T>> call) => patience.RunAsync(what, () => call(Ended));

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
        foreach (var chat in chats)
        {
            await patience.ReleaseAsync(() =>
            {
                chat.Dispose();
                return ValueTask.CompletedTask;
            });
        }

        foreach (var session in sessions)
            await patience.ReleaseAsync(session.DisposeAsync);
        await late.SettleAsync();
    }

    private Session Prepare(Func<SessionSetup, SessionSetup>? change)
    {
        var setup = new SessionSetup(Subject.Credential, Subject.Settings);
        var session = new Session(Subject.Plugin, Upstream, change?.Invoke(setup) ?? setup);
        sessions.Add(session);
        return session;
    }

    private Task<Session> OpenAsync(Session session) => patience.RunAsync("Connect", () =>
    {
        try
        {
            return session.Open();
        }
        catch (Exception thrown) when (thrown is not (ProviderFailureException or BrokenRuleException))
        {
            throw new BrokenRuleException($"Connect threw {Told.Of(thrown)}; it makes a client and calls nobody, and if a setting cannot be used it throws a ProviderFailureException.");
        }
    });
}
