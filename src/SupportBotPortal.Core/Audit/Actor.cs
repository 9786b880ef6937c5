namespace SupportBotPortal.Core.Audit;

/// <summary>Who does something, and from where.</summary>
/// <param name="Id">The user; <see langword="null"/> for the portal itself.</param>
/// <param name="Name">As people know them.</param>
/// <param name="Address">The remote address; empty for the portal itself.</param>
public sealed record Actor(Guid? Id, string Name, string Address)
{
    public static Actor Portal { get; } = new(null, "portal", "");

    /// <summary>Whoever has a shell as the portal's user.</summary>
    public static Actor CommandLine { get; } = new(null, "command line", "");
}
