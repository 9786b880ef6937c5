namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>A provider failed repeatedly, and is not asked now.</summary>
/// <param name="retryAfter">When it may be.</param>
internal sealed class SparedException(TimeSpan retryAfter) : Exception("The provider failed repeatedly and is not asked for a while.")
{
    public TimeSpan RetryAfter => retryAfter;
}
