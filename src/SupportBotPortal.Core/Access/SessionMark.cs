namespace SupportBotPortal.Core.Access;

/// <summary>Names a session without being able to open it.</summary>
public sealed class SessionMark
{
    internal SessionMark(byte[] hash) => Hash = hash;

    internal byte[] Hash { get; }
}
