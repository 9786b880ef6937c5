using Humanizer;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Models;

/// <summary>How models that change are told to people.</summary>
public static class ModelWords
{
    public const string RetiringRemedy = "Choose a successor before their vendor turns them off.";

    public const string ChangedRemedy = "These providers list other models than when somebody last looked. What is used stays as it is until somebody decides.";

    public static Badge RetirementOf(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        < 0 => new(BadgeTone.Bad, $"retired on {day:yyyy-MM-dd}"),
        0 => new(BadgeTone.Bad, "retires today"),
        var days => new(BadgeTone.Attention, $"retires in {"day".ToQuantity(days)}"),
    };

    /// <summary>E.g. “1 that is used is not listed any more; 2 new”.</summary>
    public static string ChangeOf(ChangedModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var parts = new List<string>();
        if (models.Vanished > 0) parts.Add(VanishedOf(models.Vanished));
        if (models.New > 0) parts.Add($"{models.New:N0} new");
        return string.Join("; ", parts);
    }

    public static string VanishedOf(int count) => count == 1 ? "1 that is used is not listed any more" : $"{count:N0} that are used are not listed any more";
}
