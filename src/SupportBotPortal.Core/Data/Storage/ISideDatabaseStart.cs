namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Brings a database beside the configuration to this version before anything uses it.</summary>
public interface ISideDatabaseStart
{
    /// <exception cref="DatabaseStartException">It cannot be used; the message says what to do.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
