using Microsoft.AspNetCore.Authorization;

namespace SupportBotPortal.Web.Authorization;

/// <summary>A page or endpoint asks for a permission: any one of those named. Several attributes must all be met.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirePermissionAttribute(params string[] anyOf) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<string> AnyOf { get; } = anyOf;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
