using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>One vendor's protocol, as far as listing, testing and chatting need it: <see cref="VendorProviderClient"/> makes a provider of it.</summary>
/// <remarks>Calls throw what <see cref="IProviderClient"/> may throw.</remarks>
public interface IVendorApi
{
    /// <summary>Begins sentences about it, e.g. <c>OpenAI</c> or <c>The endpoint</c>.</summary>
    string Name { get; }

    /// <summary>Whether there is a credential to prove.</summary>
    bool HasCredential { get; }

    /// <summary>Whether the host is known to check keys on listing, so that nobody needs to try without.</summary>
    bool ChecksKeys { get; }

    /// <summary>How to find out about the key where listing says nothing about it; <see langword="null"/> = as elsewhere.</summary>
    IKeyCheck? KeyCheck => null;

    /// <summary>A sentence where models are listed that cannot be called by the names in the list; <see langword="null"/> elsewhere.</summary>
    string? CatalogueNote => null;

    /// <summary>Preferred among those that are listed; the first is tried if nothing is.</summary>
    IReadOnlyList<string> DefaultModels { get; }

    /// <summary>Reads every page of the list of models.</summary>
    Task<IReadOnlyList<DiscoveredModel>> ListAsync(bool withCredential, CancellationToken cancellationToken);

    /// <summary>Makes a chat client; makes no call.</summary>
    IChatClient CreateChat(string model, bool withCredential);

    /// <summary>Whether an answer in the name of <paramref name="answered"/> is one of the model that was asked for. Some vendors put another in its place, silently.</summary>
    bool IsSameModel(string asked, string answered) => true;
}
