using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>What ticked permissions may be: of a role, or of a token.</summary>
internal static class GrantRules
{
    /// <summary>Where it stands what is wrong with all of them together.</summary>
    public const string Field = "Grants";

    /// <param name="ticked">By the permission's name, where it is to hold.</param>
    /// <returns>What remains of it, and what is wrong.</returns>
    public static (IReadOnlyDictionary<string, Environments> Grants, IReadOnlyList<FieldMessage> Errors) Check(PermissionCatalog catalog, IReadOnlyDictionary<string, Environments> ticked, string whenNone)
    {
        List<FieldMessage> errors = [];
        var grants = new Dictionary<string, Environments>();
        foreach (var (permission, where) in ticked)
        {
            if (catalog.Find(permission) is not { } known) continue;
            if (known.IsPerEnvironment && where == Environments.None) errors.Add(new(permission, "Tick at least one environment in which it holds."));
            else grants[permission] = known.IsPerEnvironment ? where & Environments.Everywhere : Environments.Everywhere;
        }

        if (grants.Count == 0 && errors.Count == 0) errors.Add(new(Field, whenNone));
        return (grants, errors);
    }
}
