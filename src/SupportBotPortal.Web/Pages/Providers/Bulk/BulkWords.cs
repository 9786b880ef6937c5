namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>The words of a question about many.</summary>
/// <param name="Title">E.g. “Delete 3 providers?”.</param>
/// <param name="Yes">On the button that does it.</param>
/// <param name="No">On the link that does not.</param>
/// <param name="Nothing">What to say first if it was agreed to something else.</param>
/// <param name="Meaning">What follows from it.</param>
/// <param name="Help">What else one could do.</param>
public sealed record BulkWords(string Title, string Yes, string No, string Nothing, string Meaning, string Help)
{
    private const string Stale = "they are not those you were shown, or one of them has changed since. This is how it is now.";

    public static BulkWords Of(BulkQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var count = question.Targets.Count;
        var what = count == 1 ? "1 provider" : $"{count:N0} providers";
        var (them, each) = count == 1 ? ("it", "It") : ("them", "Each");
        return question.Act switch
        {
            BulkAct.Delete => new($"Delete {what}?", $"Delete {what}", $"Keep {them}", $"Nothing was deleted yet: {Stale}",
                $"Whatever uses {them} will no longer find {them}. {each} can be brought back for {Core.Providers.DeletedProviders.Retention.Days} days, under “Deleted providers”.",
                $"To keep {them} but stop using {them}, deactivate {them} instead."),
            BulkAct.Deactivate => new($"Deactivate {what}?", $"Deactivate {what}", $"Keep {them} active", $"Nothing was deactivated yet: {Stale}",
                $"Nothing will use {them} until somebody activates {them} again. Settings and keys stay.",
                "It can be undone afterwards, for exactly those that were deactivated."),
            _ => throw new InvalidOperationException($"No words for {question.Act}."),
        };
    }
}
