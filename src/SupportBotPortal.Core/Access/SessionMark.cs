using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Names a session without being able to open it.</summary>
public sealed class SessionMark
{
    internal SessionMark(byte[] hash) => Hash = hash;

    internal byte[] Hash { get; }

    /// <summary>By which it is known again.</summary>
    public byte[] ToArray() => [.. Hash];

    /// <summary>Whether it names this one.</summary>
    public bool IsOf(UserSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Hash.AsSpan().SequenceEqual(session.KeyHash);
    }
}
