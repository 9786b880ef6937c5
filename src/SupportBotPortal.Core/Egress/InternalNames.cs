namespace SupportBotPortal.Core.Egress;

/// <summary>Names that mean something within a network only, or may: none of them is on the internet.</summary>
internal static class InternalNames
{
    private static readonly string[] Endings = [".internal", ".local", ".lan", ".localhost", ".home.arpa", ".corp", ".intranet"];

    /// <param name="host">Lower case, without a trailing dot.</param>
    public static bool Includes(string host) => !host.Contains('.') || Array.Exists(Endings, ending => host.EndsWith(ending, StringComparison.Ordinal));
}
