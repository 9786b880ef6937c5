using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Health.Watching;

/// <summary>
/// The address that is called after each round, such as <c>https://hc-ping.com/…</c>. Whoever knows it can pretend that the portal is
/// alive: only its origin is ever said.
/// </summary>
public sealed class PingAddress(IOptions<HealthOptions> options, IEgress egress)
{
    internal const string Setting = "Health:PingUrl";

    /// <summary><see langword="null"/> if there is none.</summary>
    internal Uri? Url { get; } = EgressUrl.TryParse(options.Value.PingUrl, out var url, out _) ? url : null;

    /// <summary>Before anything starts: an address that is never called would look as if the portal were dead.</summary>
    /// <exception cref="OptionsValidationException">The policy for outgoing calls refuses it.</exception>
    public async Task DemandAllowedAsync(CancellationToken cancellationToken)
    {
        if (Url is null) return;
        var verdict = await egress.JudgeAsync(Url, cancellationToken);
        if (!verdict.IsAllowed) throw new OptionsValidationException("", typeof(HealthOptions), [$"{Setting} cannot be called: {verdict.Reason}"]);
    }
}
