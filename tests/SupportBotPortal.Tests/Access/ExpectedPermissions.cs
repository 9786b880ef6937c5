using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Tests.Access;

/// <summary>What the permissions are meant to be, written down apart from the catalogue: a permission, or what comes with it, changes here on purpose, or the tests fail.</summary>
internal static class ExpectedPermissions
{
    public const string NoRole = "no role";

    /// <summary>Each permission and what comes with it.</summary>
    public static IReadOnlyDictionary<string, string[]> Implied { get; } = new Dictionary<string, string[]>
    {
        ["llm_provider.view"] = [],
        ["llm_provider.create"] = ["llm_provider.view"],
        ["llm_provider.edit"] = ["llm_provider.view"],
        ["llm_provider.delete"] = ["llm_provider.view"],
        ["llm_provider.test"] = ["llm_provider.view"],
        ["aiml.view"] = [],
        ["aiml.edit"] = ["aiml.view"],
        ["bot_token.view"] = [],
        ["bot_token.manage"] = ["bot_token.revoke", "bot_token.view"],
        ["bot_token.revoke"] = ["bot_token.view"],
        ["usage.view"] = [],
        ["health.view"] = [],
        ["health.edit"] = ["health.view", "llm_provider.view"],
        ["incident.note"] = ["health.view"],
        ["board.share"] = ["health.view"],
        ["alert.view"] = [],
        ["alert.edit"] = ["alert.view"],
        ["alert.test"] = ["alert.view"],
        ["report.view"] = [],
        ["report.edit"] = ["report.view"],
        ["report.send"] = ["report.view"],
        ["plugin.view"] = [],
        ["user.view"] = [],
        ["user.edit"] = ["user.view"],
        ["user.delete"] = ["user.view"],
        ["role.view"] = [],
        ["role.create"] = ["role.view"],
        ["role.edit"] = ["role.view"],
        ["role.delete"] = ["role.view"],
        ["api_token.view"] = [],
        ["api_token.manage"] = ["api_token.view"],
        ["audit.view"] = [],
        ["settings.view"] = [],
        ["settings.edit"] = ["settings.view"],
    };

    private static readonly Dictionary<string, string[]> Roles = new()
    {
        [BuiltInRoles.Owner] = [.. Implied.Keys],
        [BuiltInRoles.Admin] = [.. Implied.Keys.Except(["settings.edit"])],
        [BuiltInRoles.Operator] = ["llm_provider.view", "llm_provider.test", "plugin.view", "health.view", "incident.note", "alert.view", "alert.test", "report.view", "report.send", "aiml.view", "bot_token.view", "bot_token.revoke", "usage.view"],
        [BuiltInRoles.Viewer] = ["llm_provider.view", "plugin.view", "health.view", "report.view", "aiml.view"],
        [NoRole] = [],
    };

    public static IReadOnlySet<string> OfRole(string role) => Of(Roles[role]);

    /// <summary>Those, and what comes with them.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<string> permissions)
    {
        var held = permissions.ToHashSet();
        return held.Concat(held.SelectMany(p => Implied[p])).ToHashSet();
    }
}
