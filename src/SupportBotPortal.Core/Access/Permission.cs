namespace SupportBotPortal.Core.Access;

/// <summary>Something one may do. Declared as data beside its feature; pages, buttons and handlers ask for it by name.</summary>
/// <param name="Name">e.g. <c>llm_provider.edit</c>.</param>
/// <param name="Title">What people read in a list of permissions.</param>
/// <param name="Description">What it allows, in one sentence.</param>
/// <param name="Risk">What can go wrong with it.</param>
/// <param name="DefaultRoles">Built-in roles that have it, besides Owner, who has all.</param>
public sealed record Permission(string Name, string Title, string Description, PermissionRisk Risk, params IReadOnlyList<string> DefaultRoles)
{
    /// <summary>Names of permissions that come with it, because it would be of no use without them.</summary>
    public IReadOnlyList<string> Implies { get; init; } = [];

    public PermissionScope Scope { get; init; }

    /// <summary>Whether a role may have it in some environments only.</summary>
    public bool IsPerEnvironment => Scope != PermissionScope.Portal;
}
