using System.ComponentModel;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>What of a provider can be written, new or not.</summary>
public abstract record ProviderWrite
{
    [Description("Of a new one, null: the address that the type suggests. Changing scheme, host or port needs every secret sent again.")]
    public string? BaseUrl { get; init; }

    [Description("By the id that its type gives it. Of a new one, null: the type’s first.")]
    public string? AuthScheme { get; init; }

    [Description("Sealed before it is stored, and never shown again. Left out: the stored one stays.")]
    public string? ApiKey { get; init; }

    [Description("The type’s own settings by their keys. In a patch those left out stay, and null removes one. A secret one is stored sealed, and not shown again.")]
    public Dictionary<string, string?>? Config { get; init; }

    [Description("Custom headers by their names. In a patch those left out stay, and null removes one. Their values are stored sealed, and not shown again.")]
    public Dictionary<string, string?>? Headers { get; init; }

    [Description("The ids of its models, all of them; empty: those that the type suggests.")]
    public List<string>? Models { get; init; }

    [Description("What it is for; none: it carries no label.")]
    public ProviderEnvironment? Environment { get; init; }

    [Description("At most 2,000 characters.")]
    public string? Notes { get; init; }

    [Description("After how many days a key is due for replacement; null: the portal’s usual period; 0: never.")]
    public int? KeyRotationDays { get; init; }

    [Description("Of a new one, null: active.")]
    public bool? IsActive { get; init; }

    /// <summary>Names the type only: it carries secrets.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A new provider.</summary>
public sealed record ProviderCreate : ProviderWrite
{
    [Description("What people call it; unique, at most 100 characters.")]
    public required string Name { get; init; }

    [Description("The type’s id, such as openai. It stays.")]
    public required string ProviderType { get; init; }
}

/// <summary>What is to change about a provider.</summary>
public sealed record ProviderPatch : ProviderWrite
{
    [Description("What people call it; unique, at most 100 characters.")]
    public string? Name { get; init; }
}
