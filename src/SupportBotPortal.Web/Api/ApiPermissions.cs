using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api;

/// <summary>The permissions that an act of the API asks for: with the others a token could do nothing.</summary>
public sealed class ApiPermissions(EndpointDataSource endpoints, PermissionCatalog catalog)
{
    /// <summary>Those of the catalogue, without what the API has no act for.</summary>
    public IReadOnlyList<PermissionGroup> Groups()
    {
        var asked = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith(ApiEndpoints.Root + "/", StringComparison.Ordinal) == true)
            .SelectMany(e => e.Metadata.GetOrderedMetadata<RequirePermissionAttribute>())
            .SelectMany(needed => needed.AnyOf)
            .ToHashSet(StringComparer.Ordinal);
        return [.. catalog.Groups.Select(g => g with { Permissions = [.. g.Permissions.Where(p => asked.Contains(p.Name))] }).Where(g => g.Permissions.Count > 0)];
    }
}
