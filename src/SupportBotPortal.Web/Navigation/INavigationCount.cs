namespace SupportBotPortal.Web.Navigation;

/// <summary>A number beside a line of the sidebar. It is asked for with every page: it must be cheap, and must not fail.</summary>
public interface INavigationCount
{
    /// <summary>The <see cref="NavigationEntry.Page"/> of the line.</summary>
    string Page { get; }

    /// <summary>What is counted, for those who do not see that it stands in the sidebar.</summary>
    string Meaning { get; }

    /// <returns>0 shows nothing.</returns>
    Task<int> CountAsync(CancellationToken cancellationToken);
}
