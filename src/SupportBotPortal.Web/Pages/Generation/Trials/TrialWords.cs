namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Sentences of the playground.</summary>
internal static class TrialWords
{
    public const string TooMany = "Too many calls are under way. Wait until one has finished.";
}
