namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A model in use that its vendor turns off soon, or has turned off.</summary>
public sealed record ReportedModel(Guid ProviderId, string Model, DateOnly RetiresOn);
