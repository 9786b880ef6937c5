using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>A role that was looked at before it is saved.</summary>
/// <param name="Grants">Without what it cannot have.</param>
public sealed record RoleCheck(string Name, string Description, IReadOnlyDictionary<string, Environments> Grants, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
