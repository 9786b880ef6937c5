namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What there is to choose from in a stretch of time, each in the order of its names.</summary>
public sealed record UsageChoices(IReadOnlyList<(Guid Id, string Name)> Providers, IReadOnlyList<string> Models, IReadOnlyList<(Guid Id, string Name)> Bots);
