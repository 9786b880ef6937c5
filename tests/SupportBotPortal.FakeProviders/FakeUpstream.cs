using System.Collections.Concurrent;
using SupportBotPortal.FakeProviders.Tls;

namespace SupportBotPortal.FakeProviders;

/// <summary>A scripted provider on a real socket: answers as told, and records what it was asked.</summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly FakePorts ports;
    private readonly ConcurrentDictionary<FakeEndpoint, FakeBehaviour> behaviours = new();
    private readonly ConcurrentQueue<FakeBehaviour> next = new();
    private readonly CancellationTokenSource stopping = new();

    private FakeUpstream(WebApplication app, FakePorts ports, FakeOptions options)
    {
        this.app = app;
        this.ports = ports;
        Options = options;
    }

    /// <summary>Keys, authentication, pace: may be changed while it runs.</summary>
    public FakeOptions Options { get; }

    /// <summary>Base URL of the OpenAI endpoint, over http.</summary>
    public Uri OpenAiUrl => Url("openai");

    /// <summary>Base URL of the Anthropic endpoint, over http.</summary>
    public Uri AnthropicUrl => Url("anthropic");

    /// <summary>Base URL of the Google endpoint, over http.</summary>
    public Uri GoogleUrl => Url("google");

    /// <summary>Base URL of the custom endpoint, over http.</summary>
    public Uri CustomUrl => Url("custom");

    /// <summary>What arrived so far.</summary>
    public IReadOnlyList<FakeRequest> Requests => Log.Snapshot();

    /// <summary>Where <see cref="FakeBehaviour.RedirectToTarget"/> sends callers.</summary>
    public Uri? RedirectTarget { get; set; }

    /// <summary>The models that the fake lists and generates with; empty = the vendor's own.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>What a model says; <see langword="null"/> = a greeting that repeats the last message.</summary>
    public string? Reply { get; set; }

    /// <summary>Whether answers in OpenAI's protocol say what they cost; some gateways leave that out.</summary>
    public bool SaysUsage { get; set; } = true;

    /// <summary>Answers in place of everything else while set.</summary>
    public Func<HttpContext, Task>? Handler { get; set; }

    /// <summary>The certificate authority to trust for <see cref="FakeCertificate.Valid"/>, as PEM.</summary>
    public static string AuthorityPem => FakeCertificates.AuthorityPem;

    internal FakeRequestLog Log { get; } = new();

    internal CancellationToken Stopping => stopping.Token;

    /// <summary>Starts a fake; dispose it to stop it.</summary>
    public static async Task<FakeUpstream> StartAsync(Action<FakeOptions>? configure = null)
    {
        var options = new FakeOptions();
        configure?.Invoke(options);
        var app = FakeServer.Build(options);
        FakeUpstream? fake = null;
        app.Run(context => FakeServer.AnswerAsync(fake!, context));
        // Requests cannot arrive before StartAsync has bound the ports, and nobody knows them before it returns;
        // a person who reuses a fixed port could be that early: the fake is made first.
        var ports = new FakePorts();
        fake = new FakeUpstream(app, ports, options);
        await app.StartAsync();
        ports.Read(app);
        return fake;
    }

    /// <summary>Answers so from now on, on all endpoints or on one.</summary>
    public void Behave(FakeBehaviour behaviour, FakeEndpoint endpoint = FakeEndpoint.All)
    {
        if (endpoint == FakeEndpoint.All)
            behaviours.Clear();
        behaviours[endpoint] = behaviour;
    }

    /// <summary>Answers so once each, for the next requests in their order; then as before.</summary>
    public void BehaveNext(params ReadOnlySpan<FakeBehaviour> once)
    {
        foreach (var behaviour in once)
            next.Enqueue(behaviour);
    }

    /// <summary>Answers every request with this.</summary>
    public void AnswerWith(int status, string body, string contentType = "application/json") => Handler = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Base URL of a vendor's endpoint over http, with a behaviour in its path if wanted.</summary>
    public Uri Url(string vendor, FakeBehaviour? behaviour = null) => new($"http://127.0.0.1:{ports.Http}{Path(vendor, behaviour)}");

    /// <summary>The same over https with the given certificate.</summary>
    public Uri HttpsUrl(string vendor, FakeCertificate certificate = FakeCertificate.Valid, FakeBehaviour? behaviour = null) =>
        new($"https://localhost:{ports.Https[certificate]}{Path(vendor, behaviour)}");

    /// <summary>Completes once that many requests have arrived.</summary>
    public Task WaitForRequestsAsync(int count = 1, CancellationToken cancellationToken = default) =>
        Log.WaitForAsync(count).WaitAsync(cancellationToken);

    /// <summary>Forgets what arrived.</summary>
    public void ForgetRequests() => Log.Clear();

    /// <summary>Behaves well again, and forgets what arrived and what was to come.</summary>
    public void StartOver()
    {
        Behave(FakeBehaviour.Ok);
        next.Clear();
        ForgetRequests();
    }

    /// <summary>Stops at once: whoever still waits for an answer sees the connection break.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        try
        {
            await app.StopAsync(atOnce.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for: hanging connections are cut, not drained.
        }

        await app.DisposeAsync();
        stopping.Dispose();
    }

    internal FakeBehaviour BehaviourFor(FakeRoute route)
    {
        if (route.Behaviour is { } inPath)
            return inPath;
        if (next.TryDequeue(out var once))
            return once;
        return behaviours.TryGetValue(route.Endpoint, out var own) ? own : behaviours.GetValueOrDefault(FakeEndpoint.All);
    }

    private static string Path(string vendor, FakeBehaviour? behaviour)
    {
        var version = FakeVendor.Find(vendor)?.Version ?? throw new ArgumentException($"The fake knows no vendor {vendor}.", nameof(vendor));
        return behaviour is { } b ? $"/{vendor}/{FakeRoute.Slug(b)}/{version}" : $"/{vendor}/{version}";
    }
}
