using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>What an API token may be.</summary>
public sealed class ApiTokenRules(PortalDbContext db, PermissionCatalog catalog, TimeProvider time)
{
    /// <summary>How many can be valid at the same time.</summary>
    public const int Most = 500;

    /// <summary>Not without an end: one that nobody thinks of any more is one that nobody misses when it is stolen.</summary>
    public const int LongestDays = 366;

    /// <summary>What is offered.</summary>
    public const int UsualDays = 90;

    /// <param name="own">What the person holds for whom it will act.</param>
    public async Task<ApiTokenCheck> CheckAsync(ApiTokenInput input, EffectivePermissions own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(own);
        List<FieldMessage> errors = [];
        var name = input.Name.Trim();
        if ((NameRules.Problem(name) ?? await ObstacleAsync(name, cancellationToken)) is { } problem) errors.Add(new(nameof(input.Name), problem));
        if (LastDay.Read(input.Until.Trim(), time.GetUtcNow().UtcDateTime, LongestDays, out var expiresAt) is { } until) errors.Add(new(nameof(input.Until), until));
        var (grants, wrong) = GrantRules.Check(catalog, input.Grants, "Tick at least one permission: a token without any opens nothing.");
        errors.AddRange(wrong);
        var wanted = RoleWords.Allows(catalog, name, grants);
        if (!own.Covers(wanted)) errors.Add(new(GrantRules.Field, RoleWords.Beyond(catalog, own, wanted)));
        return new(name, expiresAt, grants, errors);
    }

    internal async Task<string?> ObstacleAsync(string name, CancellationToken cancellationToken)
    {
        var names = await db.ApiTokens.Where(t => t.RevokedAt == null).Select(t => t.Name).ToListAsync(cancellationToken);
        if (names.Exists(n => ProviderNames.Normalize(n) == ProviderNames.Normalize(name))) return $"There is an API token named “{name}” already. Give this one another name, or revoke that one first.";
        return names.Count >= Most ? $"There are {Most} API tokens already. Revoke one that nobody needs any more." : null;
    }
}
