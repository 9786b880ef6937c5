namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>What came of a replay.</summary>
/// <param name="Model">Which answered.</param>
/// <param name="Passed">How many answers mention all that they have to.</param>
/// <param name="Missing">How many do not.</param>
/// <param name="Failed">How many questions got no answer.</param>
/// <param name="Unchecked">How many have nothing that they have to mention.</param>
public sealed record ReplaySum(string Model, int Passed, int Missing, int Failed, int Unchecked)
{
    public bool IsGood => Missing == 0 && Failed == 0;

    public static ReplaySum Of(string model, IReadOnlyList<ReplayRow> rows) => new(
        model,
        rows.Count(r => r is { State: { IsDone: true, Problem: null }, Missing.Count: 0, Example.Mentions.Length: > 0 }),
        rows.Count(r => r.Missing.Count > 0),
        rows.Count(r => r.State is null or { IsDone: false } or { Problem: not null }),
        rows.Count(r => r is { State: { IsDone: true, Problem: null }, Example.Mentions.Length: 0 }));

    public override string ToString() => string.Join(", ", new[]
    {
        Passed > 0 ? $"{Passed} × mentions all" : null,
        Missing > 0 ? $"{Missing} × misses something" : null,
        Failed > 0 ? $"{Failed} × no answer" : null,
        Unchecked > 0 ? $"{Unchecked} × to be looked at" : null,
    }.Where(part => part is not null));
}
