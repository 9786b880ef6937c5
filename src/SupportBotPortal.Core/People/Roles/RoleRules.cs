using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>What a role may be.</summary>
public sealed class RoleRules(PortalDbContext db, PermissionCatalog catalog)
{
    public const int Most = 200;
    public const int LongestDescription = 300;

    /// <param name="own">What the person holds who wants it.</param>
    /// <param name="existing">The role that is changed; <see langword="null"/> for a new one.</param>
    public async Task<RoleCheck> CheckAsync(RoleInput input, EffectivePermissions own, PortalRole? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(own);
        List<FieldMessage> errors = [];
        var (name, description) = (input.Name.Trim(), input.Description.Trim());
        if ((NameRules.Problem(name) ?? await ObstacleAsync(name, existing?.Id, cancellationToken)) is { } problem) errors.Add(new(nameof(input.Name), problem));
        if (description.Length > LongestDescription) errors.Add(new(nameof(input.Description), $"A description may have at most {LongestDescription} characters; this one has {description.Length:N0}."));
        else if (VisibleText.HidesSomething(description)) errors.Add(new(nameof(input.Description), "The description contains a line break or a character that cannot be seen. Type it again."));
        var (grants, wrong) = GrantRules.Check(catalog, input.Grants, "Tick at least one permission: a role without any allows nothing.");
        errors.AddRange(wrong);
        var wanted = RoleWords.Allows(catalog, name, grants);
        if (!own.Covers(wanted)) errors.Add(new(GrantRules.Field, RoleWords.Beyond(catalog, own, wanted)));
        return new(name, description, grants, errors);
    }

    public static string NameTaken(string name) => $"There is a role named “{name}” already. Give this one another name.";

    internal async Task<string?> ObstacleAsync(string name, Guid? id, CancellationToken cancellationToken)
    {
        var others = await db.Roles.Where(r => r.Id != id).Select(r => r.Name!).ToListAsync(cancellationToken);
        if (others.Exists(other => ProviderNames.Normalize(other) == ProviderNames.Normalize(name))) return NameTaken(name);
        return id is null && others.Count >= Most ? $"There are {Most} roles already. Delete one that nobody needs any more." : null;
    }
}
