using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>A signed-in browser, as it is listed.</summary>
/// <param name="Id">Names it in a form; nobody can sign in with it.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record SessionRow(string Id, string Browser, string Address, DateTime SignedInAt, DateTime LastSeenAt, bool IsThis)
{
    /// <param name="asking">The session that asks; <see langword="null"/> if it is somebody else's.</param>
    public static SessionRow Of(UserSession session, SessionMark? asking)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(Convert.ToHexStringLower(session.KeyHash), BrowserNames.Of(session.Browser), session.Address, session.CreatedAt, session.LastSeenAt, asking?.IsOf(session) == true);
    }

    /// <returns><see langword="null"/> for what names none.</returns>
    public static byte[]? Read(string? id)
    {
        try
        {
            return id is { Length: 64 } ? Convert.FromHexString(id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
