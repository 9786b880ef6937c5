namespace SupportBotPortal;

/// <summary>Where <c>appsettings.json</c>, <c>wwwroot</c> and, unless configured, <c>data</c> are.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// A published portal brings its files with it, wherever it is started from, by a service manager for instance.
    /// <c>dotnet run</c> has no pages beside its assembly: there it is the folder it is run in, as always.
    /// </summary>
    /// <returns>The folder, or <see langword="null"/> for the framework's choice.</returns>
    public static string? For(string[] args, string assemblies)
    {
        var isGiven = args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase));
        return !isGiven && Directory.Exists(Path.Combine(assemblies, "wwwroot", "lib")) ? assemblies : null;
    }
}
