namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>A call that only a right key passes, of vendors whose list of models is open to all.</summary>
public interface IKeyCheck
{
    /// <summary>Asks about the key with the key. Throws if it is refused.</summary>
    /// <returns>Whether what may be spent with it is used up.</returns>
    Task<bool> IsUsedUpAsync(CancellationToken cancellationToken);
}
