namespace SupportBotPortal.Core.Access;

/// <summary>The permissions of one feature.</summary>
/// <param name="Title">What people call the feature.</param>
/// <param name="Order">Where it stands among the others.</param>
public sealed record PermissionGroup(string Title, int Order, IReadOnlyList<Permission> Permissions);
