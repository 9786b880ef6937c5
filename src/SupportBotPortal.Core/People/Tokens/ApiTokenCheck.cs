using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>What a typed token means.</summary>
/// <param name="ExpiresAt">The end of its last day, in UTC.</param>
/// <param name="Grants">Without what it cannot have.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record ApiTokenCheck(string Name, DateTime ExpiresAt, IReadOnlyDictionary<string, Environments> Grants, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
