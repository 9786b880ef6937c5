namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Of an <see cref="IVendorApi"/> that counts tokens for nothing: shows that key and model work without generating.</summary>
public interface ITokenCounter
{
    /// <summary>Counts the tokens of a short question. Throws if the answer is no count.</summary>
    Task CountTokensAsync(string model, bool withCredential, CancellationToken cancellationToken);
}
