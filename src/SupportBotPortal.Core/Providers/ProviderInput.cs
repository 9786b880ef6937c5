using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a person typed about a provider, before it is checked.</summary>
public sealed record ProviderInput
{
    public string Name { get; init; } = "";

    public string TypeId { get; init; } = "";

    public string BaseUrl { get; init; } = "";

    public string AuthScheme { get; init; } = "";

    /// <summary>Empty = keep the stored one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The type's own settings by key; an empty secret one keeps the stored one.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<HeaderInput> Headers { get; init; } = [];

    public IReadOnlyList<string> Models { get; init; } = [];

    public ProviderEnvironment Environment { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>After how many days the key is due, as typed; empty = the portal's usual period.</summary>
    public string KeyRotationDays { get; init; } = "";

    public bool IsActive { get; init; } = true;

    /// <summary>Of a new one: the slug of the provider that it is a duplicate of. What is not in the form is taken from there.</summary>
    public string DuplicateOf { get; init; } = "";

    /// <summary>Names the type only: the input carries secrets.</summary>
    public override string ToString() => nameof(ProviderInput);
}
