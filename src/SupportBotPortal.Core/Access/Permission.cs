namespace SupportBotPortal.Core.Access;

/// <summary>Something one may do. Declared as data beside its feature; pages, buttons and handlers ask for it by name.</summary>
/// <param name="Name">e.g. <c>llm_provider.edit</c>.</param>
/// <param name="Title">What people read in a list of rights.</param>
/// <param name="Description">What it allows, in one sentence.</param>
/// <param name="DefaultRoles">Built-in roles that get it, besides Owner, who has all.</param>
public sealed record Permission(string Name, string Title, string Description, params IReadOnlyList<string> DefaultRoles);
