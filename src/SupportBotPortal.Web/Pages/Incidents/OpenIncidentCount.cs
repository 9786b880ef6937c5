using System.Data.Common;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Web.Navigation;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>How many incidents go on. A history that cannot be read takes no other page with it.</summary>
public sealed class OpenIncidentCount(IncidentListing incidents, ILogger<OpenIncidentCount> logger) : INavigationCount
{
    public string Page => "/Incidents/Index";

    public string Meaning => "go on";

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await incidents.CountOpenAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            logger.LogWarning(exception, "The open incidents could not be counted");
            return 0;
        }
    }
}
