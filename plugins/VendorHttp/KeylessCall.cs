using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Whether an endpoint refuses the same call without the key: only then has it looked at the key.</summary>
public static class KeylessCall
{
    /// <param name="call">The call that succeeded with the key, now without it.</param>
    /// <param name="limit">Of its own: there are gateways that let such calls hang, and what is known already must not be lost with them.</param>
    /// <param name="time">The clock of <paramref name="limit"/>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns><see langword="null"/> if it could not be found out.</returns>
    public static async Task<bool?> IsRefusedAsync(Func<CancellationToken, Task> call, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await call(either.Token);
            return false;
        }
        catch (ProviderFailureException e) when (e.Cause is FailureCause.Credentials or FailureCause.Permission)
        {
            return true;
        }
        catch (Exception e) when (e is ProviderFailureException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
