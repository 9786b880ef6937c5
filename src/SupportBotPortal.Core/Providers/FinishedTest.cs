using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a test came to, and how.</summary>
/// <param name="Stages">In the order in which they finished; none if it could not be run.</param>
public sealed record FinishedTest(ProviderTestRecord Record, IReadOnlyList<ProbeStage> Stages);
