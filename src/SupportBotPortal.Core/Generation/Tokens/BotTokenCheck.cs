using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>What a typed token means.</summary>
/// <param name="ExpiresAt">The end of its last day, in UTC.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record BotTokenCheck(string Name, DateTime? ExpiresAt, BotTokenScope Scope, int? RequestsPerMinute, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
