namespace SupportBotPortal.Core.Health.Recording;

/// <summary>What the recorder has to know of a provider.</summary>
/// <param name="SlowMilliseconds">From when on a test is slow; <see langword="null"/> = as usual.</param>
/// <param name="HasDeepTests">Whether a model is asked to generate from time to time.</param>
/// <param name="IsWatched">Neither inactive nor deleted.</param>
internal sealed record WatchedProvider(Guid Id, string Slug, int FailuresBeforeDown, int SuccessesBeforeUp, int? SlowMilliseconds, bool HasDeepTests, bool IsWatched);
