using System.Collections.Concurrent;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>
/// What was learned from refusals about how a request is to be written for a model. That concerns only the portal's own handwriting and is learned again after a
/// restart; settings that a model refuses are remembered for people, too (<see cref="Guard.RefusedParameters"/>).
/// </summary>
internal sealed class UpstreamMemory
{
    private readonly ConcurrentDictionary<(Guid Provider, int Revision, string Model), Learned> known = new();

    public UpstreamFields Of(Target target, IReadOnlyList<string> tokenLimitFields)
    {
        var learned = known.GetValueOrDefault(KeyOf(target));
        return new(learned?.TokenLimitField is { } field && tokenLimitFields.Contains(field) ? field : tokenLimitFields[0], target.Refused, learned?.TakesStreamOptions ?? true);
    }

    public void Remember(Target target, UpstreamFields fields) => known[KeyOf(target)] = new(fields.TokenLimitField, fields.TakesStreamOptions);

    private static (Guid, int, string) KeyOf(Target target) => (target.Model.ProviderId, target.Provider.ConnectionRevision, target.Model.ModelId);

    private sealed record Learned(string TokenLimitField, bool TakesStreamOptions);
}
