using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.Sweep;

namespace SupportBotPortal.Core.Health.Watching;

/// <summary>
/// Calls an address after each round, so that somebody outside notices when the portal, or its machine, is gone: the convention of
/// Healthchecks and others. What it answers is of no interest, as long as it is a success.
/// </summary>
internal sealed class RoundPing(PingAddress address, SweepStatus sweeps, IEgress egress, IOptions<HealthOptions> options, TimeProvider time, ILogger<RoundPing> logger) : BackgroundService, IWatchAlarm
{
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    /// <summary>What was last said of it in the log.</summary>
    private string? trouble;

    /// <summary>That nobody watches the providers, without waiting for a ping to be missed.</summary>
    public async Task TellAsync(WatchTurn turn, CancellationToken cancellationToken)
    {
        if (address.Url is { } url && turn.IsStopped && options.Value.PingFailures) await PingAsync(new Uri(url.AbsoluteUri.TrimEnd('/') + "/fail"), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address.Url is not { } url) return;
        long seen = 0;
        long? last = null;
        while (true)
        {
            seen = await sweeps.NextRoundAsync(seen, stoppingToken);
            if (last is { } at && time.GetElapsedTime(at) < AtMostEvery) continue;
            last = time.GetTimestamp();
            await PingAsync(url, stoppingToken);
        }
    }

    private async Task PingAsync(Uri url, CancellationToken cancellationToken)
    {
        var problem = await TryAsync(url, cancellationToken);
        // The rest of the address is a secret.
        var origin = EgressUrl.OriginOf(url);
        var before = Interlocked.Exchange(ref trouble, problem);
        logger.LogDebug("Pinged {Origin}", origin);
        if (problem == before) return;
        if (problem is null) logger.LogInformation("Pings to {Origin} arrive again", origin);
        else logger.LogWarning("Pings to {Origin} do not arrive, so the watch there will believe that the portal is gone. {Problem}", origin, problem);
    }

    /// <returns>Why it did not arrive; <see langword="null"/> if it did.</returns>
    private async Task<string?> TryAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var client = egress.CreateClient(url, EgressProfile.Ping);
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : WhatItMeans(answer.StatusCode);
        }
        catch (EgressException failure)
        {
            return failure.Message;
        }
        catch (HttpRequestException)
        {
            return "The connection broke.";
        }
    }

    private static string WhatItMeans(HttpStatusCode status) => $"It answered with the status {(int)status}; look whether Health:PingUrl is still the address of the check.";
}
