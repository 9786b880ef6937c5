namespace SupportBotPortal.Core.Providers;

/// <summary>A test that has ended, and the revision of the connection that it is about.</summary>
public sealed record KeptTest(Guid ProviderId, int ConnectionRevision, FinishedTest Test);
