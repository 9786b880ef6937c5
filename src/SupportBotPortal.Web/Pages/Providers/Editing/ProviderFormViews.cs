using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>Makes the form's view from what was typed.</summary>
public sealed class ProviderFormViews(PluginCatalog plugins)
{
    public ProviderFormView Show(ProviderForm form, Provider? existing, ProviderCheck? check = null, string? problem = null, EditConflict? conflict = null, bool isOfAnotherType = false)
    {
        ArgumentNullException.ThrowIfNull(form);
        var typeId = existing?.TypeId ?? form.TypeId;
        plugins.TryGet(typeId, out var plugin);
        form.OfferSpareHeaders();
        // Only where a form begins; after that it brings its own back.
        if (existing is not null && form.Version == existing.Version) form.Seen ??= EditConflict.SeenOf(EditedFields.Of(existing, form, plugin?.Type));
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
            IsOfAnotherType = isOfAnotherType,
        };
    }

    /// <summary>The form after another type was chosen or the base URL was typed: adapted and healed, nothing refused.</summary>
    public ProviderFormView Reshape(ProviderForm form, Provider? existing)
    {
        ArgumentNullException.ThrowIfNull(form);
        var type = plugins.TypeOf(existing?.TypeId ?? form.TypeId);
        if (type is null) return Show(form, existing);
        var before = plugins.TypeOf(form.RenderedTypeId);
        form.AdaptTo(type, before);
        var healed = BaseUrlHealing.Heal(form.BaseUrl ?? "", type);
        form.BaseUrl = healed.Text;
        var notes = healed.Notes.Select(note => new FieldMessage(nameof(ProviderInput.BaseUrl), note)).ToList();
        return Show(form, existing, new ProviderCheck(form.ToInput(), type, null, [], notes), isOfAnotherType: before is not null && before.Id != type.Id);
    }

    /// <summary>
    /// A new provider's form that still has the fields of another type: the new type was chosen, but its fields were not there
    /// yet. Nothing may be saved or called with what was never shown, least of all a key sent to the other type's address.
    /// </summary>
    /// <returns>The form with the fields of the chosen type, and the refusal; or <see langword="null"/> if it has them already.</returns>
    public (ProviderFormView View, ProviderCheck Check)? Overtaken(ProviderForm form, Provider? existing)
    {
        ArgumentNullException.ThrowIfNull(form);
        // A form that was shown for no type had no fields at all; what it lacks is said at them.
        if (existing is not null || string.IsNullOrEmpty(form.RenderedTypeId) || plugins.TypeOf(form.TypeId) is not { } type || form.RenderedTypeId == type.Id) return null;
        var before = plugins.TypeOf(form.RenderedTypeId);
        form.AdaptTo(type, before);
        var sentence = $"The fields shown were {(before is null ? "not yet those" : $"those of {before.DisplayName}, not")} of {type.DisplayName}, so nothing was saved or sent. They are the right ones now: look them through, then press the button again.";
        var check = new ProviderCheck(form.ToInput(), type, null, [new(nameof(ProviderInput.TypeId), sentence)], []);
        return (Show(form, null, check, isOfAnotherType: true), check);
    }
}
