using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>A line of the list of API tokens.</summary>
public sealed record ApiTokenRow(ApiTokenSummary Summary, PermissionCatalog Catalog, DateTime Now)
{
    private const int SoonDays = 14;

    public ApiToken Token => Summary.Token;

    public bool IsValid => Token.RevokedAt is null && Token.ExpiresAt > Now;

    public DateOnly LastDay => DateOnly.FromDateTime(Token.ExpiresAt).AddDays(-1);

    /// <summary>What it was given itself, without what comes with it.</summary>
    public IReadOnlyList<(string Title, string Name)> Given => [.. Token.Permissions.OrderBy(p => p.Permission, StringComparer.Ordinal)
        .Select(p => ((Catalog.Find(p.Permission)?.Title ?? p.Permission) + (Catalog.Find(p.Permission)?.IsPerEnvironment == true && !p.Environments.Covers(Environments.Everywhere) ? $" ({p.Environments.Words()})" : ""), p.Permission))];

    public Badge Badge => this switch
    {
        { Token.RevokedAt: not null } => new(BadgeTone.Bad, "Revoked"),
        { IsValid: false } => new(BadgeTone.Idle, "Expired"),
        _ when (Token.ExpiresAt - Now).TotalDays < SoonDays => new(BadgeTone.Attention, "Ends soon"),
        _ => new(BadgeTone.Good, "Valid"),
    };
}
