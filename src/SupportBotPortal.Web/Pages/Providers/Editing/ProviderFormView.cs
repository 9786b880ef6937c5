using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>Everything the form partial shows.</summary>
public sealed class ProviderFormView
{
    /// <summary>Said at a secret that was typed and is not in the page any more.</summary>
    public const string Retype = "Type it again before you go on: the page does not keep it.";

    public required ProviderForm Form { get; init; }

    /// <summary>The types to choose from.</summary>
    public required IReadOnlyList<ProviderType> Types { get; init; }

    /// <summary>The chosen type; <see langword="null"/> if its plugin is gone.</summary>
    public required ProviderType? Type { get; init; }

    /// <summary>Name and version of the plugin the type comes from.</summary>
    public string PluginName { get; init; } = "";

    /// <summary>The provider that is edited; <see langword="null"/> for a new one.</summary>
    public Provider? Existing { get; init; }

    public IReadOnlyList<FieldMessage> Errors { get; init; } = [];

    /// <summary>What was corrected.</summary>
    public IReadOnlyList<FieldMessage> Notes { get; init; } = [];

    /// <summary>Another base URL that may be meant.</summary>
    public string? OfferedBaseUrl { get; init; }

    /// <summary>Said above the form, e.g. that the portal is locked.</summary>
    public string? Problem { get; init; }

    /// <summary>That somebody else saved first.</summary>
    public EditConflict? Conflict { get; init; }

    /// <summary>Whether the form was one of another type: what was discovered beside it is not about this one.</summary>
    public bool IsOfAnotherType { get; init; }

    public bool IsNew => Existing is null;

    /// <summary>The chosen one. Of a new provider, the first; of a saved one, none if the plugin does not offer it any more.</summary>
    public AuthScheme? Scheme => Type?.AuthSchemes.FirstOrDefault(s => s.Id == Form.AuthScheme) ?? (IsNew ? Type?.AuthSchemes[0] : null);

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public IEnumerable<string> NotesOf(string field) => Notes.Where(n => n.Field == field).Select(n => n.Message);

    public ProviderSecret? Stored(string field) => Existing?.Secrets.Find(s => s.Field == field);

    /// <summary>Whether a field is shown with the chosen way to authenticate.</summary>
    public bool Applies(SettingField field) => field.Applies(Scheme?.Id);
}
