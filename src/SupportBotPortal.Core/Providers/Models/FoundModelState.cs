namespace SupportBotPortal.Core.Providers.Models;

/// <summary>What a found model is to a provider.</summary>
public enum FoundModelState
{
    /// <summary>It is in the provider's list of models.</summary>
    Listed,

    /// <summary>Not listed, and first seen after somebody last reviewed what there is.</summary>
    New,

    /// <summary>Not listed, and known before.</summary>
    Other,
}
