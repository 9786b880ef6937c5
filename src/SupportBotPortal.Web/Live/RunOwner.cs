namespace SupportBotPortal.Web.Live;

/// <summary>Who started a live run: only this session may look at it, and this person is counted.</summary>
public sealed record RunOwner(string Session, string Person);
