namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>A list of models in one line beside another one: what only it has.</summary>
internal static class ModelDifference
{
    private const int Shown = 12;

    public static string Text(IReadOnlyList<string> models, IReadOnlyList<string> others)
    {
        if (models.Count == 0) return "";
        var own = models.Except(others, StringComparer.Ordinal).ToList();
        var common = models.Count - own.Count;
        if (own.Count == 0) return common == others.Count ? $"the same {common:N0}, in another order" : $"only the {common:N0} that both have";
        var names = string.Join(", ", own.Take(Shown)) + (own.Count > Shown ? $" and {own.Count - Shown:N0} more" : "");
        return common == 0 ? names : $"{names}, and the {common:N0} that both have";
    }
}
