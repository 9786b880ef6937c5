using System.Reflection;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Makes sentences, and something that can be logged, of what a plugin throws.</summary>
public static class PluginFault
{
    private const string SeeLog = "The portal's log has the details.";

    // The assembly version is the same: a member that came later within one contract.
    private static readonly string NewerSdk = $"It was built against a newer SDK than this portal has ({SharedAssemblies.Contract}). Update the portal.";

    /// <summary>Never shows the exception's message: it is the plugin author's text and may be anything.</summary>
    public static string Explain(Exception? exception) => Unwrap(exception) switch
    {
        ReflectionTypeLoadException types => Explain(types.LoaderExceptions.FirstOrDefault(e => e is not null)),
        FileNotFoundException { FileName: { } name } when IsAssembly(name) => $"{name.Split(',')[0]} is missing from its folder.",
        FileLoadException { FileName: { } name } when IsAssembly(name) => $"{name.Split(',')[0]} has the wrong version.",
        TypeLoadException { TypeName: { } name } when IsOfSdk(name) => $"{name} is missing here. {NewerSdk}",
        TypeLoadException { TypeName.Length: > 0 } type => $"{type.TypeName} does not match the contract of this portal ({SharedAssemblies.Contract}).",
        MissingMemberException member when IsOfSdk(Member(member)) => $"a member of the SDK is missing here. {NewerSdk}",
        MissingMemberException => $"something that it uses has another version than it was built with. {SeeLog}",
        BadImageFormatException => "one of its files is not a .NET assembly.",
        null => SeeLog,
        var other => $"it threw {other.GetType().Name}. {SeeLog}",
    };

    /// <summary>The exception, or a stand-in for one whose own text throws: that would end the logging, and with it the start.</summary>
    public static Exception? ForLog(Exception? exception)
    {
        if (exception is null) return null;
        try
        {
            _ = exception.ToString();
            return exception;
        }
        catch (Exception)
        {
            return new InvalidOperationException($"{Unwrap(exception)!.GetType().FullName}, whose text cannot be read.");
        }
    }

    private static Exception? Unwrap(Exception? exception)
    {
        while (exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner) exception = inner;
        return exception;
    }

    private static bool IsOfSdk(string name) => name.StartsWith(SharedAssemblies.SdkName + ".", StringComparison.Ordinal);

    /// <summary>
    /// The runtime names the member only in its message, which is never shown: <c>Method not found: 'Result Type.Member(Arguments)'.</c>
    /// Not of a plugin's own exception: there it is code that could throw.
    /// </summary>
    private static string Member(MissingMemberException exception) =>
        exception.GetType().Assembly == typeof(object).Assembly ? exception.Message.Split('(')[0].Split(' ')[^1].TrimStart('\'') : "";

    /// <summary>The runtime gives an assembly's full name; a plugin that misses a file of its own gives a path.</summary>
    private static bool IsAssembly(string name) => name.Contains(", Version=", StringComparison.Ordinal);
}
