using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Board;

/// <summary>What a typed link means.</summary>
/// <param name="ExpiresAt">The end of its last day, in UTC.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record BoardLinkCheck(string Name, DateTime? ExpiresAt, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
