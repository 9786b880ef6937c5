using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>What the provider form sends: the only thing that is bound, never the entity. The key is an input only.</summary>
public sealed class ProviderForm : ISettledForm
{
    /// <summary>Empty rows offered for further headers.</summary>
    private const int SpareHeaderRows = 2;

    /// <summary>The provider that is edited; empty for a new one.</summary>
    public string? Slug { get; set; }

    /// <summary>The version that was shown.</summary>
    public int Version { get; set; }

    /// <summary>Fingerprints of what the fields had when they were shown, see <see cref="EditConflict"/>.</summary>
    public string? Seen { get; set; }

    /// <summary>After a conflict: the fields for which the saved value is to stay.</summary>
    public List<string> TakeSaved { get; set; } = [];

    /// <summary>The provider that a new one is a duplicate of.</summary>
    public string? DuplicateOf { get; set; }

    public string? Name { get; set; }

    public string? TypeId { get; set; }

    /// <summary>The type for which the fields were rendered: when it differs, the new type's defaults apply.</summary>
    public string? RenderedTypeId { get; set; }

    public string? BaseUrl { get; set; }

    public string? AuthScheme { get; set; }

    public string? ApiKey { get; set; }

    public Dictionary<string, string?> Settings { get; set; } = [];

    public List<HeaderForm> Headers { get; set; } = [];

    /// <summary>Model ids, one a line.</summary>
    public string? ModelsText { get; set; }

    /// <summary>Ticked in the list of discovered models.</summary>
    public List<string> PickedModels { get; set; } = [];

    public ProviderEnvironment Environment { get; set; }

    public string? Notes { get; set; }

    /// <summary>Days, as typed; empty = the usual period.</summary>
    public string? KeyRotationDays { get; set; }

    public bool IsActive { get; set; } = true;

    public static ProviderForm From(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var form = new ProviderForm
        {
            Slug = provider.Slug,
            Version = provider.Version,
            Name = provider.Name,
            TypeId = provider.TypeId,
            RenderedTypeId = provider.TypeId,
            BaseUrl = provider.BaseUrl,
            AuthScheme = provider.AuthScheme,
            Settings = provider.Settings.ToDictionary(s => s.Key, s => (string?)s.Value),
            Headers = [.. provider.Secrets.Where(s => s.Field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal)).Select(s => new HeaderForm { Name = s.Field[ProviderSecret.HeaderPrefix.Length..] })],
            ModelsText = string.Join('\n', provider.Models),
            Environment = provider.Environment,
            Notes = provider.Notes,
            KeyRotationDays = provider.KeyRotationDays?.ToString(CultureInfo.InvariantCulture),
            IsActive = provider.IsActive,
        };
        form.OfferSpareHeaders();
        return form;
    }

    /// <summary>Of another provider, for a new one: all but what is secret, and inactive.</summary>
    public static ProviderForm CopyOf(Provider provider, string name)
    {
        var form = From(provider);
        (form.Slug, form.Version, form.DuplicateOf, form.Name, form.IsActive) = (null, 0, provider.Slug, name, false);
        return form;
    }

    /// <summary>Fills in what the chosen type suggests, where nothing of one's own was typed.</summary>
    public void AdaptTo(ProviderType type, ProviderType? before)
    {
        ArgumentNullException.ThrowIfNull(type);
        var untouched = string.IsNullOrWhiteSpace(BaseUrl) || BaseUrl.TrimEnd('/') == before?.DefaultBaseUrl?.AbsoluteUri.TrimEnd('/');
        if (untouched) BaseUrl = type.DefaultBaseUrl?.AbsoluteUri.TrimEnd('/') ?? "";
        // Of the same type, one that is not offered any more stays, so that nobody saves another one unseen.
        if (before?.Id != type.Id && !type.AuthSchemes.Any(s => s.Id == AuthScheme)) AuthScheme = type.AuthSchemes[0].Id;
        // What was found for one type says nothing about another one.
        if (before is not null && before.Id != type.Id) PickedModels = [];
        foreach (var field in type.Settings.Where(f => f.Default is not null)) Settings.TryAdd(field.Key, field.Default);
        TypeId = RenderedTypeId = type.Id;
        OfferSpareHeaders();
    }

    /// <summary>What stands in the list of models, without the ticks beside it.</summary>
    // A comma alone may belong to an id; with a space after it, it separates two.
    public IReadOnlyList<string> TypedModels => (ModelsText ?? "").Split(["\n", ", "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public ProviderInput ToInput() => new()
    {
        Name = Name ?? "",
        TypeId = TypeId ?? "",
        BaseUrl = BaseUrl ?? "",
        AuthScheme = AuthScheme ?? "",
        // Pasted keys come with a line break or a space at their end more often than not; neither belongs to a key.
        ApiKey = ApiKey?.Trim(),
        Settings = Settings.ToDictionary(s => s.Key, s => s.Value ?? ""),
        Headers = [.. Headers.OfType<HeaderForm>().Select(h => new HeaderInput(h.Name ?? "", h.Value))],
        Models = [.. TypedModels, .. PickedModels.Where(m => !string.IsNullOrWhiteSpace(m))],
        Environment = Environment,
        Notes = Notes ?? "",
        KeyRotationDays = KeyRotationDays?.Trim() ?? "",
        IsActive = IsActive,
        DuplicateOf = DuplicateOf ?? "",
    };

    /// <summary>Rows are only ever added at the end: the browser keeps typed values by their place.</summary>
    public void OfferSpareHeaders()
    {
        // Of names like “Form.Headers.index”, which no page of ours sends.
        Headers.RemoveAll(h => h is null);
        while (Headers.Count < SpareHeaderRows || !Headers.TakeLast(SpareHeaderRows).All(h => string.IsNullOrWhiteSpace(h.Name) && string.IsNullOrWhiteSpace(h.Value)))
            Headers.Add(new());
    }
}
