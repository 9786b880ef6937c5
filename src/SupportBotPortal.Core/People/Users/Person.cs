using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>Somebody who may sign in, or is to.</summary>
/// <param name="Roles">By name, as they are listed.</param>
/// <param name="Holds">What he may do if he is not disabled.</param>
/// <param name="Sessions">How many browsers are signed in.</param>
/// <param name="HasSecondFactor">Whether the password alone lets nobody in.</param>
/// <param name="Link">The link that waits to be used.</param>
public sealed record Person(PortalUser User, PersonState State, IReadOnlyList<PortalRole> Roles, EffectivePermissions Holds, int Sessions, bool HasSecondFactor, AccountLink? Link)
{
    public string Email => User.Email ?? "";

    public bool IsOwner => Roles.Any(r => r.Name == BuiltInRoles.Owner);
}
