using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>Permissions that are ticked in a form, and where each holds: of a role, or of a token.</summary>
public abstract class GrantForm
{
    private const char Separator = ':';

    /// <summary>The names of the permissions that are ticked.</summary>
    public List<string> Permissions { get; set; } = [];

    /// <summary>The environments that are ticked, each as in <see cref="Key"/>.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>How a ticked environment of a permission is sent.</summary>
    public static string Key(string permission, Environments one) => $"{permission}{Separator}{one}";

    public Environments WhereOf(string permission) =>
        EnvironmentSets.Each.Where(one => Where.Contains(Key(permission, one))).Aggregate(Environments.None, (all, one) => all | one);

    public void Set(string permission, Environments where)
    {
        Permissions.Remove(permission);
        Where.RemoveAll(key => key?.StartsWith(permission + Separator, StringComparison.Ordinal) != false);
        if (where == Environments.None) return;
        Permissions.Add(permission);
        Where.AddRange(EnvironmentSets.Each.Where(one => where.Covers(one)).Select(one => Key(permission, one)));
    }

    /// <summary>By the permission's name, where it is to hold. Without what a forged form sends: the binder makes nothing of empty values.</summary>
    public IReadOnlyDictionary<string, Environments> Grants() => Permissions.Where(p => p is not null).Distinct().ToDictionary(p => p, WhereOf);
}
