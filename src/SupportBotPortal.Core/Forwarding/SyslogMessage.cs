using System.Globalization;
using System.Text;
using System.Text.Json;
using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>A line of the audit log as a syslog message (RFC 5424): what happened is the message's id, all of it its text, in JSON and ASCII.</summary>
internal static class SyslogMessage
{
    private const int Audit = 13;
    private const int Warning = 4;
    private const int Informational = 6;
    private const int LongestId = 32;

    public static byte[] Of(ExportedAudit line, string host)
    {
        var severity = line.Action.EndsWith("refused", StringComparison.Ordinal) ? Warning : Informational;
        var head = string.Create(CultureInfo.InvariantCulture, $"<{(Audit * 8) + severity}>1 {line.At:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {Name(host, 255)} supportbot-portal {Environment.ProcessId} {Name(line.Action, LongestId)} - ");
        return Encoding.ASCII.GetBytes(head + JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
    }

    /// <summary>By their length beforehand (RFC 5425, 4.3): a text may hold anything.</summary>
    public static byte[] Framed(byte[] message) => [.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture) + " "), .. message];

    private static string Name(string text, int longest)
    {
        var name = string.Concat(text.Where(c => c is > ' ' and <= '~').Take(longest));
        return name.Length == 0 ? "-" : name;
    }
}
