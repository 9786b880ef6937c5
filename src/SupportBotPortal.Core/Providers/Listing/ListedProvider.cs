using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>What a row shows: not the models and the notes, which can be a megabyte for each provider.</summary>
/// <param name="Provider">With its API key as the only secret, and without what a row does not show.</param>
/// <param name="ModelCount">How many models it has.</param>
/// <param name="TestState">As the database derived it.</param>
/// <param name="StateCause">As the database derived it.</param>
public sealed record ListedProvider(Provider Provider, int ModelCount, ProviderTestState TestState, FailureCause? StateCause);
