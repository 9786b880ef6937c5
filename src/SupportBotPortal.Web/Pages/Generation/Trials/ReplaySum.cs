namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>What came of a replay.</summary>
/// <param name="Model">Which answered.</param>
/// <param name="Passed">How many answers mention all that they have to.</param>
/// <param name="Missing">How many do not.</param>
/// <param name="Failed">How many questions got no answer.</param>
/// <param name="Unchecked">How many have nothing that they have to mention.</param>
/// <param name="Stopped">How many the person did not wait for.</param>
public sealed record ReplaySum(string Model, int Passed, int Missing, int Failed, int Unchecked, int Stopped)
{
    /// <summary>Nobody has to look at anything.</summary>
    public bool IsGood => !IsBad && Unchecked == 0 && Stopped == 0;

    public bool IsBad => Missing > 0 || Failed > 0;

    public static ReplaySum Of(string model, IReadOnlyList<ReplayRow> rows) => new(
        model,
        rows.Count(r => r is { State: { IsDone: true, Problem: null }, Missing.Count: 0, Example.Mentions.Length: > 0 }),
        rows.Count(r => r.Missing.Count > 0),
        rows.Count(r => !r.IsStopped && (r.State is null or { IsDone: false } or { Problem: not null })),
        rows.Count(r => r is { State: { IsDone: true, Problem: null }, Example.Mentions.Length: 0 }),
        rows.Count(r => r.IsStopped));

    public override string ToString() => string.Join(", ", new[]
    {
        Passed > 0 ? $"{Passed} × mentions all" : null,
        Missing > 0 ? $"{Missing} × misses something" : null,
        Failed > 0 ? $"{Failed} × no answer" : null,
        Unchecked > 0 ? $"{Unchecked} × to be looked at" : null,
        Stopped > 0 ? $"{Stopped} × stopped" : null,
    }.Where(part => part is not null));
}
