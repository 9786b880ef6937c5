namespace SupportBotPortal.Web.Live;

/// <summary>One thing a live call has to show: a partial view and its model, sent under a name.</summary>
public sealed record LiveEvent(string Name, string View, object Model)
{
    /// <summary>The last event of every run.</summary>
    public const string Done = "done";
}
