namespace SupportBotPortal.Web.Security;

/// <summary>A stranger's text in a log: on one line, and not longer than that.</summary>
internal static class OneLine
{
    private const int Longest = 500;

    public static string Of(string? text)
    {
        var line = string.Concat((text ?? "").Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)).ReplaceLineEndings(" ");
        return line.Length == 0 ? "no reason given" : line;
    }
}
