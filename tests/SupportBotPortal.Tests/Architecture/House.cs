namespace SupportBotPortal.Tests.Architecture;

/// <summary>The walls, as functions from what code uses to sentences about what it must not. Empty = all is well.</summary>
/// <param name="root">The namespace whose children are the rooms.</param>
internal sealed class House(string root)
{
    /// <summary>Which rooms a room may use, besides itself.</summary>
    public static IReadOnlyDictionary<string, string[]> Rooms { get; } = new Dictionary<string, string[]>
    {
        ["Data"] = [],
        ["Telemetry"] = [],
        ["Audit"] = ["Data"],
        ["Access"] = ["Data", "Audit"],
        ["Secrets"] = ["Data", "Audit", "Access"],
        ["Egress"] = ["Data", "Audit", "Access"],
        ["Forwarding"] = ["Data", "Audit", "Egress"],
        ["Plugins"] = ["Data", "Audit", "Access"],
        ["Providers"] = ["Data", "Telemetry", "Audit", "Access", "Secrets", "Egress", "Plugins"],
        ["People"] = ["Data", "Audit", "Access", "Secrets", "Plugins", "Providers"],
        ["Automation"] = ["Data"],
        ["Health"] = ["Data", "Telemetry", "Audit", "Access", "Secrets", "Egress", "Plugins", "Providers"],
        ["Usage"] = ["Data", "Telemetry", "Audit", "Access", "Providers"],
        ["Generation"] = ["Data", "Telemetry", "Audit", "Access", "Secrets", "Egress", "Plugins", "Providers", "Usage"],
    };

    /// <summary>Each library has one room, or one corner of it, that may see it.</summary>
    private static readonly (string Namespace, string Room)[] Libraries =
    [
        ("NSec", "Secrets"),
        ("McMaster", "Plugins"),
        ("OpenTelemetry", "Telemetry"),
        ("Quartz", "Health"),
        ("OtpNet", "People.SecondFactor"),
        ("MailKit", "Health.Delivery"),
        ("MimeKit", "Health.Delivery"),
        ("System.Net.Sockets", "Egress"),
        ("System.Net.Security", "Egress"),
        ("System.Net.Mail", "nobody"),
        ("System.Net.WebSockets", "nobody"),
        ("System.Net.Dns", "Egress"),
        ("System.Net.WebClient", "nobody"),
        ("System.Net.WebRequest", "nobody"),
        ("System.Net.HttpWebRequest", "nobody"),
        ("System.Net.Http.SocketsHttpHandler", "Egress"),
        ("System.Net.Http.HttpClientHandler", "Egress"),
        ("System.Net.Http.WinHttpHandler", "nobody"),
        ("System.Net.Http.IHttpClientFactory", "nobody"),
    ];

    public static IEnumerable<string> WrongReferences(string assembly, Code code, params string[] allowed) => code.References
        .Where(reference => reference.StartsWith("SupportBotPortal", StringComparison.Ordinal) && !allowed.Contains(reference))
        .Select(reference => $"{assembly} references {reference}");

    public IEnumerable<string> WrongLibraries(IEnumerable<Use> uses) => uses
        .Where(use => Libraries.Any(library => IsIn(use.To, library.Namespace) && !IsIn(use.From, $"{root}.{library.Room}")))
        .Concat(uses.Where(use => use is { To: "System.Net.Http.HttpClient", Member: ".ctor" } && RoomOf(use.From) != "Egress"))
        .Select(use => use.ToString());

    public IEnumerable<string> WrongDirections(IEnumerable<Use> uses) => uses
        .Where(use => RoomOf(use.From) is { } from && RoomOf(use.To) is { } to && from != to && !Rooms.GetValueOrDefault(from, []).Contains(to))
        .Select(use => use.ToString());

    public IEnumerable<string> UnknownRooms(IEnumerable<Use> uses) => uses
        .Select(use => RoomOf(use.From)).OfType<string>().Distinct().Except(Rooms.Keys)
        .Select(room => $"{room} is in no table of rooms");

    /// <summary>Somebody reaches into another room's internals.</summary>
    public IEnumerable<string> Intrusions(IEnumerable<Use> uses) => uses
        .Where(use => use.IsInternal && RoomOf(use.To) is { } to && RoomOf(use.From) is { } from && from != to)
        .Select(use => use.ToString());

    /// <summary>Stored data may name the contract's enums, and nothing that a plugin does.</summary>
    public IEnumerable<string> SdkInData(IEnumerable<Use> uses) => uses
        .Where(use => RoomOf(use.From) == "Data" && use.Assembly == "SupportBotPortal.PluginSdk" && !use.IsEnum)
        .Select(use => use.ToString());

    /// <returns><see langword="null"/> for what is in no room, such as generated code.</returns>
    private string? RoomOf(string type) => IsIn(type, root) && type.Length > root.Length ? type[(root.Length + 1)..].Split('.')[0] : null;

    private static bool IsIn(string type, string space) =>
        type.StartsWith(space, StringComparison.Ordinal) && (type.Length == space.Length || type[space.Length] == '.');
}
