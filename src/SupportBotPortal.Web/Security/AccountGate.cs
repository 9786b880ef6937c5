namespace SupportBotPortal.Web.Security;

/// <summary>
/// One try at a time for an account, whichever page it is tried on: tries sent together would each be counted as the first.
/// </summary>
public sealed class AccountGate
{
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <param name="account">The normalized email: whatever is found as the same account must wait at the same gate.</param>
    /// <param name="cancellationToken">Of those who wait.</param>
    /// <returns>Open for the next one once disposed.</returns>
    public async Task<IDisposable> EnterAsync(string? account, CancellationToken cancellationToken)
    {
        var gate = gates[(uint)StringComparer.Ordinal.GetHashCode(account ?? "") % (uint)gates.Length];
        await gate.WaitAsync(cancellationToken);
        return new Passage(gate);
    }

    private sealed class Passage(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
