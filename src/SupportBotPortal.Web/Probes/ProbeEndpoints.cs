using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Web.Probes;

/// <summary>
/// What machines ask of the portal. They end right after routing, before sessions, limits and https: whoever asks from within the same
/// machine or cluster has no certificate for it, and is told one word.
/// </summary>
public static class ProbeEndpoints
{
    /// <summary>Whether it answers at all. Asks nothing else, so that nobody restarts a portal for what a restart does not mend.</summary>
    public const string Live = "/healthz";

    /// <summary>Whether it can do its work.</summary>
    public const string Ready = "/readyz";

    public static void MapProbes(this IEndpointRouteBuilder routes)
    {
        Map(Live, new() { Predicate = _ => false, ResponseWriter = ProbeAnswer.WriteWordAsync });
        Map(Ready, new() { ResponseWriter = ProbeAnswer.WriteAsync });

        void Map(string path, HealthCheckOptions options) => routes.MapHealthChecks(path, options)
            .AllowAnonymous()
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]), new PassiveRequest())
            .ShortCircuit();
    }
}
