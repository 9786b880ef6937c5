namespace SupportBotPortal.PluginTestKit;

/// <summary>
/// A stand-in for the vendor: plays one scenario after another and tells what arrived. Without a socket, a
/// <see cref="Scripted.ScriptedUpstream"/> does most of the work; with one it is the truth about what was sent.
/// </summary>
public interface IUpstream : IAsyncDisposable
{
    /// <summary>The base URL to enter in the portal. Its path should have a segment at least, so that requests beside it are seen.</summary>
    Uri BaseUrl { get; }

    /// <summary>Answers in place of a connection; <see langword="null"/> = the upstream listens at <see cref="BaseUrl"/>.</summary>
    HttpMessageHandler? Handler => null;

    /// <summary>The models that the upstream lists now and that can be used.</summary>
    IReadOnlyList<string> Models { get; }

    /// <summary>What arrived since <see cref="Play"/>.</summary>
    IReadOnlyList<UpstreamRequest> Requests { get; }

    /// <summary>From now on answers so, and forgets what arrived before.</summary>
    /// <param name="scenario">How.</param>
    /// <param name="part">Which requests.</param>
    /// <returns><see langword="null"/>, or the reason why this vendor cannot produce it: a sentence that the report shows.</returns>
    string? Play(UpstreamScenario scenario, UpstreamPart part = UpstreamPart.Everything);

    /// <summary>Completes once that many requests have arrived since <see cref="Play"/>.</summary>
    Task WaitForRequestsAsync(int count, CancellationToken cancellationToken);
}
