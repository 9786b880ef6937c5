using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>What a typed plan means.</summary>
/// <param name="Plan">The plan; what could not be read is as it was before.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record CheckPlanCheck(CheckPlan Plan, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
