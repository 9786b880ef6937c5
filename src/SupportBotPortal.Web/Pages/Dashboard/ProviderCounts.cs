namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>The state of all providers in a few numbers.</summary>
/// <param name="Failing">Active ones whose last test failed.</param>
/// <param name="Untested">Active ones that nobody has tested as they are now.</param>
public sealed record ProviderCounts(int Total, int Active, int Healthy, int Failing, int Untested)
{
    public int Inactive => Total - Active;

    /// <summary>Active ones that are neither: they answer, but not all is proven, or they cannot be tested.</summary>
    public int Uncertain => Math.Max(0, Active - Healthy - Failing - Untested);
}
