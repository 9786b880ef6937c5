using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Recording;

/// <summary>What the recorder has to know of a provider.</summary>
/// <param name="IsWatched">Neither inactive nor deleted.</param>
internal sealed record WatchedProvider(Guid Id, string Slug, CheckPlan Checks, bool IsWatched);
