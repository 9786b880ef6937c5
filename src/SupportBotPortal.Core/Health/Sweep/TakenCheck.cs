using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>A slot that has been taken.</summary>
/// <param name="Provider">With its secrets.</param>
/// <param name="IsDeep">Whether a model shall generate: what it costs has been taken from the month's budget.</param>
internal sealed record TakenCheck(Provider Provider, bool IsDeep);
