using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>Makes the form's view from what was typed.</summary>
public sealed class ProviderFormViews(PluginCatalog plugins)
{
    public ProviderFormView Show(ProviderForm form, Provider? existing, ProviderCheck? check = null, string? problem = null, EditConflict? conflict = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        var typeId = existing?.TypeId ?? form.TypeId;
        plugins.TryGet(typeId, out var plugin);
        form.OfferSpareHeaders();
        // Only where a form begins; after that it brings its own back.
        if (existing is not null && form.Version == existing.Version) form.Seen ??= EditConflict.SeenOf(existing, form, plugin?.Type);
        var healed = plugin is null ? null : BaseUrlHealing.Heal(form.BaseUrl ?? "", plugin.Type!);
        return new ProviderFormView
        {
            Form = form,
            Types = [.. plugins.Types],
            Type = plugin?.Type,
            PluginName = plugin is null ? "" : $"{plugin.Manifest?.Name} {plugin.Manifest?.Version}",
            Existing = existing,
            Errors = check?.Errors ?? [],
            Notes = check?.Notes ?? [],
            OfferedBaseUrl = healed?.Offer,
            Problem = problem,
            Conflict = conflict,
        };
    }

    /// <summary>The form after another type was chosen or the base URL was typed: adapted and healed, nothing refused.</summary>
    public ProviderFormView Reshape(ProviderForm form, Provider? existing)
    {
        ArgumentNullException.ThrowIfNull(form);
        var type = plugins.TypeOf(existing?.TypeId ?? form.TypeId);
        if (type is null) return Show(form, existing);
        form.AdaptTo(type, plugins.TypeOf(form.RenderedTypeId));
        var healed = BaseUrlHealing.Heal(form.BaseUrl ?? "", type);
        form.BaseUrl = healed.Text;
        var notes = healed.Notes.Select(note => new FieldMessage(nameof(ProviderInput.BaseUrl), note)).ToList();
        return Show(form, existing, new ProviderCheck(form.ToInput(), type, null, [], notes));
    }
}
