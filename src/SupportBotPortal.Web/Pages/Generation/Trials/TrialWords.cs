namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Sentences of the playground.</summary>
internal static class TrialWords
{
    /// <summary>Of what the person did not wait for.</summary>
    public const string Stopped = "Stopped.";

    public const string TooMany = "Too many calls are under way. Wait until one has finished.";
}
