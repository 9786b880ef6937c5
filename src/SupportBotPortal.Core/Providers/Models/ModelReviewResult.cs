namespace SupportBotPortal.Core.Providers.Models;

/// <param name="Exists">Whether there is such a provider.</param>
/// <param name="Added">How many were added.</param>
/// <param name="Removed">How many were taken out.</param>
/// <param name="IsEmpty">Whether the list is empty now, so that the type's defaults apply.</param>
/// <param name="Problem">Why nothing was changed.</param>
public sealed record ModelReviewResult(bool Exists, int Added = 0, int Removed = 0, bool IsEmpty = false, string? Problem = null)
{
    public static ModelReviewResult NotFound { get; } = new(false);

    public static ModelReviewResult Refused(string problem) => new(true, Problem: problem);
}
