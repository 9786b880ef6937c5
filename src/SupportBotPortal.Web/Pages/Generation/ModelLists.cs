using SupportBotPortal.Core.Generation.Choice;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Reads the list of models.</summary>
public sealed class ModelLists(ModelChoices choices, TimeProvider time)
{
    public const int Shown = 50;

    /// <summary>How many are offered where several can be ticked.</summary>
    public const int Ticked = 300;

    /// <param name="picked">The name of the chosen one; <see langword="null"/> where nothing is chosen.</param>
    public async Task<ModelList> ReadAsync(string? search, string? picked, CancellationToken cancellationToken)
    {
        var text = (search ?? "").Trim();
        if (text.Length > 200) text = text[..200];
        var found = await choices.SearchAsync(text, Shown, cancellationToken);
        var list = new ModelList(found.First, found.Total, text, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)) { Picked = picked };
        if (string.IsNullOrEmpty(picked)) return list;
        // Further down it would be out of sight: the list scrolls.
        if (found.First.FirstOrDefault(c => c.BotName == picked) is { } chosen) return list with { Rows = [chosen, .. found.First.Where(c => c != chosen)] };
        return (await choices.NamedAsync([picked], cancellationToken)).TryGetValue(picked, out var elsewhere) ? list with { PickedElsewhere = elsewhere } : list with { PickedButGone = picked };
    }
}
