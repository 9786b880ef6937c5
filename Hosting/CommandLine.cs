namespace SupportBotPortal;

/// <summary>
/// What configures the portal, apart from what asks for a verb, wherever either stands. The framework must not see the
/// verb's part: it takes what follows an option for its value, so <c>--confirm --urls=…</c> would lose the address.
/// </summary>
/// <param name="Settings">For the host: <c>--name=value</c>, <c>--name value</c>.</param>
/// <param name="Verb">For the verbs: <c>keys status</c>, <c>--help</c>.</param>
internal sealed record CommandLine(string[] Settings, string[] Verb)
{
    private static readonly string[] Help = ["--help", "-h", "-?", "--version"];
    private static readonly string[] VerbOptions = [.. Help, "--confirm"];

    /// <summary>Whether it asks for a verb or for help; otherwise it configures the portal.</summary>
    public bool IsVerb => Verb.Any(token => Help.Contains(token) || !token.StartsWith('-'));

    public bool AsksForHelp => Verb.Any(Help.Contains);

    /// <exception cref="CannotStartException">An option has no value.</exception>
    public static CommandLine Read(string[] args)
    {
        List<string> settings = [], verb = [];
        for (var i = 0; i < args.Length; i++)
        {
            var (arg, name) = (args[i], args[i].Split('=')[0]);
            if (arg == "--") continue;
            if (VerbOptions.Contains(name)) verb.Add(arg);
            else if (arg.Contains('=')) settings.Add(arg);
            else if (!arg.StartsWith("--", StringComparison.Ordinal) && !arg.StartsWith('/')) verb.Add(arg);
            else if (i + 1 < args.Length) settings.AddRange([arg, args[++i]]);
            else throw new CannotStartException($"The option {arg} has no value; write {arg}=…");
        }

        return new([.. settings], [.. verb]);
    }
}
