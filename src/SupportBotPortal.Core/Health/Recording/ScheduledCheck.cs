using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Recording;

/// <summary>What came of a provider's slot.</summary>
/// <param name="Test"><see langword="null"/>: it was interrupted, and nothing is known.</param>
internal sealed record ScheduledCheck(Guid ProviderId, int ConnectionRevision, CheckKind Kind, FinishedTest? Test);
