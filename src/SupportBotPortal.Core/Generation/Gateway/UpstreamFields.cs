using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What one model takes.</summary>
/// <param name="TokenLimitField">What the limit of the answer is called.</param>
/// <param name="Refused">Settings that it refuses.</param>
/// <param name="TakesStreamOptions">Whether it can be asked to end a stream with what it cost.</param>
internal sealed record UpstreamFields(string TokenLimitField, IReadOnlySet<GenerationParameter> Refused, bool TakesStreamOptions = true);
