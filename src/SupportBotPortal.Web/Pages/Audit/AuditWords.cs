using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>What an action of the audit log is called for people. Plugins and later versions may bring others: their names are read as words.</summary>
public static class AuditWords
{
    private static readonly Dictionary<string, string> Areas = new()
    {
        ["access"] = "Access",
        ["alert_channel"] = "Alert channel",
        ["audit"] = "Audit log",
        ["board_link"] = "Link to the status board",
        ["api_token"] = "API token",
        ["bot_token"] = "Bot token",
        ["generation"] = "Model & generation",
        ["health_report"] = "Health report",
        ["keys"] = "Sealing keys",
        ["sign_in"] = "Sign-in",
        ["sign_out"] = "Sign-out",
        ["user"] = "Person",
    };

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["sign_in.succeeded"] = "Signed in",
        ["sign_in.refused"] = "Sign-in refused",
        ["sign_in.passkey_refused"] = "Passkey refused",
        ["sign_in.code_refused"] = "Code of the second factor refused",
        ["sign_in.second_factor_asked"] = "Password right, second factor asked for",
        ["sign_out"] = "Signed out",
        ["reauthentication.refused"] = "Wrong password before an act",
        ["user.joined"] = "Invitation accepted",
        ["user.let_in"] = "Let in from the command line",
        ["user.linked"] = "Account linked to the identity provider",
    };

    public static string AreaOf(string area) => Areas.TryGetValue(area, out var title) ? title : Read(area);

    public static string TitleOf(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (Titles.TryGetValue(action, out var title)) return title;
        var area = AuditReader.AreaOf(action);
        return action.Length > area.Length + 1 ? $"{AreaOf(area)}: {action[(area.Length + 1)..].Replace('_', ' ')}" : AreaOf(area);
    }

    /// <summary>Whether somebody was kept from something.</summary>
    public static bool IsRefusal(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.EndsWith("refused", StringComparison.Ordinal);
    }

    private static string Read(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
