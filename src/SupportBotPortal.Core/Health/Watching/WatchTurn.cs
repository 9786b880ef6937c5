namespace SupportBotPortal.Core.Health.Watching;

/// <summary>Nobody watches the providers any more, or somebody does again.</summary>
/// <param name="IsStopped">Whether scheduled tests stopped, or run again.</param>
/// <param name="Since">When the last one ran before they stopped; the same of both turns, so that they can be told to belong together.</param>
/// <param name="At">When it was noticed.</param>
public sealed record WatchTurn(bool IsStopped, DateTime Since, DateTime At);
