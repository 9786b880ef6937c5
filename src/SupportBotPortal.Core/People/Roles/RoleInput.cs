using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>A role as somebody typed it.</summary>
/// <param name="Grants">By the permission's name, where it holds.</param>
public sealed record RoleInput(string Name, string Description, IReadOnlyDictionary<string, Environments> Grants);
