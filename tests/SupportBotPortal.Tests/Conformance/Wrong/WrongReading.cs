using System.Text;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Takes what came for something that it need not be, and hands it on as the well-formed answer that it makes of it.</summary>
internal static class WrongReading
{
    /// <summary>What one read returns is one line: of several only the first is seen, and half of one is none.</summary>
    public static async Task<byte[]> EachReadIsALine(Stream answer)
    {
        var lines = new StringBuilder();
        var buffer = new byte[64 << 10];
        while (await answer.ReadAsync(buffer) is > 0 and var count)
        {
            var line = Encoding.UTF8.GetString(buffer, 0, count).Split('\n')[0];
            if (line.EndsWith('}'))
                lines.Append(line).Append("\n\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>Each byte is a character.</summary>
    public static async Task<byte[]> Latin(Stream answer)
    {
        using var reader = new StreamReader(answer, Encoding.Latin1);
        return Encoding.UTF8.GetBytes(await reader.ReadToEndAsync());
    }
}
