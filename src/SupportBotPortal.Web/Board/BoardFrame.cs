namespace SupportBotPortal.Web.Board;

/// <summary>The status board as it was at one moment, rendered once for everybody who looks.</summary>
public sealed record BoardFrame(string Html, DateTime At);
