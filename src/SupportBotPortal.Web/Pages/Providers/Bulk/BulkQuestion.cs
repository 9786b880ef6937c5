using System.Security.Cryptography;
using System.Text.Json;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Asks before an act on many that hurts: shows which, and is answered for exactly these.</summary>
public sealed class BulkQuestion
{
    /// <summary>How many names are shown; the others are counted.</summary>
    public const int MostNames = 20;

    /// <summary>From how many on a deactivation asks, whatever they are.</summary>
    private const int Many = 11;

    private BulkQuestion(BulkAct act, BulkSelection selection, IReadOnlyList<BulkTarget> targets)
    {
        (Act, Selection) = (act, selection);
        Targets = act == BulkAct.Deactivate ? [.. targets.Where(t => t.IsActive)] : targets;
        Unconcerned = targets.Count - Targets.Count;
        Print = PrintOf(act, targets);
    }

    public BulkAct Act { get; }

    public BulkSelection Selection { get; }

    /// <summary>Those that would be changed, in the order of their names.</summary>
    public IReadOnlyList<BulkTarget> Targets { get; }

    /// <summary>How many were selected, too, and are as wanted already.</summary>
    public int Unconcerned { get; }

    /// <summary>
    /// Stands for all that is shown and counted here, each one by itself: agreed to is this, not a number. Whoever can only edit
    /// could otherwise slip others under somebody's confirmation.
    /// </summary>
    public string Print { get; }

    /// <summary>It was agreed to something else than there is now.</summary>
    public bool IsStale => Selection.Agreed is { } agreed && agreed != Print;

    public int Active => Targets.Count(t => t.IsActive);

    public int InProduction => Targets.Count(t => t.Environment == ProviderEnvironment.Production);

    public BulkTarget? Default => Targets.FirstOrDefault(t => t.IsDefault);

    /// <summary>Those that matter most first: nobody may overlook the ones in production among the names.</summary>
    public IEnumerable<BulkTarget> Named => Targets.OrderByDescending(t => t.IsDefault).ThenByDescending(t => t.Environment == ProviderEnvironment.Production).Take(MostNames);

    /// <returns><see langword="null"/> if there is nothing to ask: the act does not hurt, or this was agreed to.</returns>
    public static BulkQuestion? Of(BulkAct act, BulkSelection selection, IReadOnlyList<BulkTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(targets);
        if (act is not (BulkAct.Delete or BulkAct.Deactivate)) return null;
        var question = new BulkQuestion(act, selection, targets);
        var isAsked = question.Targets.Count > 0 && (act == BulkAct.Delete || question.Targets.Count >= Many || question.InProduction > 0 || question.Default is not null);
        // What somebody looked at is looked at again if it has changed, even if it would not have been asked for like this.
        return (isAsked || selection.Agreed is not null) && selection.Agreed != question.Print ? question : null;
    }

    private static string PrintOf(BulkAct act, IEnumerable<BulkTarget> targets) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { act, shown = targets.Select(t => new { t.Id, t.Name, t.IsActive, t.IsDefault, t.Environment }) })));
}
