using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>The custom headers beside what is saved: which there are, and of each the secret that is its value.</summary>
internal static class HeaderFields
{
    public static IEnumerable<EditedField> Of(Provider saved, ProviderForm form, ProviderInput typed)
    {
        var stored = saved.Secrets.Where(s => s.Field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal)).Select(s => s.Field[ProviderSecret.HeaderPrefix.Length..]).ToList();
        var shown = typed.Headers.Select(h => h with { Name = h.Name.Trim() }).Where(h => h.Name.Length > 0).ToList();
        // A value that was typed belongs to its row: which rows there are is then no longer for somebody else to decide.
        yield return EditedFields.Text(nameof(typed.Headers), "Headers", List(stored), List(shown.Select(h => h.Name)), () => TakeNames(form, stored)) with
        {
            HoldsTypedSecret = typed.Headers.Any(h => !string.IsNullOrWhiteSpace(h.Value)),
        };
        foreach (var name in stored)
        {
            yield return EditedFields.Secret($"Headers[{name}]", $"Header {name}", ProviderSecret.HeaderPrefix + name, saved, shown.Find(h => h.Name == name)?.Value, () =>
            {
                foreach (var row in form.Headers.OfType<HeaderForm>().Where(h => h.Name?.Trim() == name)) row.Value = null;
            });
        }
    }

    /// <summary>
    /// In place, and what is new at the end: the browser keeps typed values by the place of their row, and would send one that
    /// has moved with another header.
    /// </summary>
    private static void TakeNames(ProviderForm form, List<string> stored)
    {
        var rows = form.Headers.OfType<HeaderForm>().ToList();
        foreach (var gone in rows.Where(row => !stored.Contains(row.Name?.Trim() ?? ""))) (gone.Name, gone.Value) = (null, null);
        form.Headers = [.. rows, .. stored.Where(name => !rows.Exists(row => row.Name?.Trim() == name)).Select(name => new HeaderForm { Name = name })];
        form.OfferSpareHeaders();
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase));
}
