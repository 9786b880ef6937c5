using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>What entries with one key come to.</summary>
/// <param name="Untold">How many answers came without a word of what they cost.</param>
/// <param name="FirstBytes">See <see cref="ResponseTimes"/>.</param>
/// <param name="Durations">See <see cref="ResponseTimes"/>.</param>
/// <param name="LastAt">When the last of them ended.</param>
/// <param name="Slug">The provider's; empty where no model was asked.</param>
public sealed record UsageSums(long Count, long InputTokens, long OutputTokens, long Untold, byte[] FirstBytes, byte[] Durations, DateTime LastAt, string Slug);
