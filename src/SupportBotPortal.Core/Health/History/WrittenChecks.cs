using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.History;

/// <summary>What writing some tests has led to.</summary>
/// <param name="Turns">What changed, in the order in which it did.</param>
/// <param name="Subjects">Where each of their providers stands now.</param>
public sealed record WrittenChecks(IReadOnlyList<HealthTurn> Turns, IReadOnlyList<HealthSubject> Subjects)
{
    public static readonly WrittenChecks None = new([], []);
}
