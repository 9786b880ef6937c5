using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// Bounds one call from sending to the last byte. <see cref="HttpClient.Timeout"/> does not: it ends with the headers.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly EgressProfile profile;
    private readonly Uri url;
    private readonly CancellationTokenSource total;
    private readonly CancellationTokenSource phase;

    public CallDeadline(EgressProfile profile, Uri url, TimeProvider time)
    {
        (this.profile, this.url) = (profile, url);
        total = new(profile.Total ?? Timeout.InfiniteTimeSpan, time);
        phase = new(Timeout.InfiniteTimeSpan, time);
    }

    public Task<HttpResponseMessage> HeadersAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken caller) =>
        RunAsync(profile.FirstByte, send, $"{Named.Host(url)} did not begin to answer within {Text(profile.FirstByte)}.", caller);

    public Task<int> ReadAsync(Func<CancellationToken, Task<int>> read, CancellationToken caller) =>
        RunAsync(profile.Idle, read, $"{Named.Host(url)} stopped in the middle of its answer: nothing came for {Text(profile.Idle)}.", caller);

    private async Task<T> RunAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> action, string late, CancellationToken caller)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(caller, total.Token, phase.Token);
        phase.CancelAfter(limit);
        try
        {
            return await action(linked.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            caller.ThrowIfCancellationRequested();
            if (total.IsCancellationRequested)
                throw new EgressException(FailureCause.Timeout, $"{Named.Host(url)} did not finish its answer within {Text(profile.Total!.Value)}.", e);
            if (phase.IsCancellationRequested) throw new EgressException(FailureCause.Timeout, late, e);
            throw TransportFailure.From(e, url);
        }
        finally
        {
            phase.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private static string Text(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.##} seconds");

    public void Dispose()
    {
        total.Dispose();
        phase.Dispose();
    }
}
