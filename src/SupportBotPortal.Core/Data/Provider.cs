using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>A configured LLM provider. Its secrets lie sealed in <see cref="Secrets"/>, nowhere else.</summary>
public sealed class Provider
{
    /// <summary>The query filter that leaves deleted providers out; to see them: <c>IgnoreQueryFilters([Provider.NotDeleted])</c>.</summary>
    public const string NotDeleted = nameof(NotDeleted);

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded for comparison; unique among those that are not deleted.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>Made from the name once and kept on rename: the bot's <c>slug/model</c>.</summary>
    public required string Slug { get; set; }

    /// <summary>The plugin's <see cref="ProviderType.Id"/>; fixed after creation because it seals the key.</summary>
    public required string TypeId { get; set; }

    public required string BaseUrl { get; set; }

    public required string AuthScheme { get; set; }

    /// <summary>The type's own settings that are not secret, by field key.</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>Model ids entered or picked, in their order; empty = the type's defaults.</summary>
    public List<string> Models { get; set; } = [];

    public bool IsActive { get; set; }

    public bool IsDefault { get; set; }

    public ProviderEnvironment Environment { get; set; }

    public string Notes { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }

    /// <summary>Grows when address, key or settings change: a test result of an older revision never becomes the state.</summary>
    public int ConnectionRevision { get; set; }

    public ProviderTestRecord? LastTest { get; set; }

    public ProviderHealth Health { get; set; } = new();

    public CheckPlan Checks { get; set; } = new();

    public CheckSlot CheckSlot { get; set; } = new();

    public DiscoverySlot DiscoverySlot { get; set; } = new();

    /// <summary>After how many days the API key is due for replacement; <see langword="null"/> = the portal's usual period.</summary>
    public int? KeyRotationDays { get; set; }

    /// <summary>When somebody last looked at what a discovery found: what was first seen later is new.</summary>
    public DateTime? ModelsReviewedAt { get; set; }

    /// <summary>When it was deleted; <see langword="null"/> if it was not. Queries leave deleted ones out, see <see cref="NotDeleted"/>.</summary>
    public DateTime? DeletedAt { get; set; }

    public string? DeletedBy { get; set; }

    /// <summary>Since when the API key is there, as its secret says; <see langword="null"/> without one. Kept by whoever saves, see <c>ApiKeyFacts</c>.</summary>
    public DateTime? KeySetAt { get; set; }

    /// <summary>When the API key is due for replacement.</summary>
    public DateTime? KeyDueAt { get; set; }

    /// <summary>The data key that the API key is sealed with.</summary>
    public int? KeySealedWith { get; set; }

    /// <summary>What its tests mean, without what the type adds: derived by the database, so that it can be filtered by.</summary>
    public ProviderTestState TestState { get; private set; }

    /// <summary>Why <see cref="TestState"/> is what it is, derived by the database; <see langword="null"/> if nothing is wrong.</summary>
    public FailureCause? StateCause { get; private set; }

    /// <summary>When it was last tested, derived by the database to sort by it.</summary>
    public DateTime? TestedAt { get; private set; }

    /// <summary>How long the last test took, if it passed; derived by the database.</summary>
    public int? ResponseMilliseconds { get; private set; }

    /// <summary>When it is to be tested next, if it is active and not under way; derived by the database, where the sweep looks for it.</summary>
    public DateTime? CheckDueAt { get; private set; }

    /// <summary>Name, base URL and slug in capitals, derived by the database: what a search looks at.</summary>
    public string SearchText { get; private set; } = "";

    public List<ProviderSecret> Secrets { get; set; } = [];

    /// <summary>What discovery remembers of the models that the provider lists.</summary>
    public List<ProviderModel> KnownModels { get; set; } = [];

    public List<ProviderKeyChange> KeyChanges { get; set; } = [];
}
