namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <param name="Facts">What discovery remembers of it, if it ever saw it.</param>
public sealed record ListedModel(string Id, ModelFacts? Facts);
