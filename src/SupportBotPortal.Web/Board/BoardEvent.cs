namespace SupportBotPortal.Web.Board;

/// <summary>What the stream of the board says; <c>board.js</c> knows the same words.</summary>
internal static class BoardEvent
{
    /// <summary>The board, anew.</summary>
    public const string Board = "board";

    /// <summary>Nothing has changed, and somebody is looking.</summary>
    public const string Beat = "beat";

    /// <summary>Whoever looks may not any more: the page, loaded again, says why.</summary>
    public const string Ended = "ended";
}
