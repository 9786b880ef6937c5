namespace SupportBotPortal.Core.Providers;

/// <summary>Whoever remembers more of a provider's tests than the last one.</summary>
public interface ITestHistory
{
    /// <summary>Takes a test note of that a person started and whose result is stored. Returns at once: what it leads to is written later.</summary>
    void Add(KeptTest test);
}
