namespace SupportBotPortal.Core.Egress;

internal static class Within
{
    /// <summary>Runs with a limit of its own; the caller's cancellation stays what it is.</summary>
    public static async Task<T> RunAsync<T>(
        TimeProvider time, TimeSpan limit, Func<CancellationToken, Task<T>> action, Func<EgressException> late, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await action(linked.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw late();
        }
    }
}
