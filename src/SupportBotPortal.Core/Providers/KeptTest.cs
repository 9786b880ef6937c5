using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>A test's result, and the revision of the connection that it is about.</summary>
public sealed record KeptTest(Guid ProviderId, int ConnectionRevision, ProviderTestRecord Record);
