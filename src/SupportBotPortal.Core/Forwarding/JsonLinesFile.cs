using System.Text.Json;
using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>Appends a JSON object per line to a file. It is opened anew each time, so that whoever moves it away gets the next lines in a new one.</summary>
internal sealed class JsonLinesFile(string path) : IForwardingTarget
{
    public async Task SendAsync(IReadOnlyList<ExportedAudit> lines, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var block = new MemoryStream();
        foreach (var line in lines)
        {
            JsonSerializer.Serialize(block, line, JsonSerializerOptions.Web);
            block.WriteByte((byte)'\n');
        }

        try
        {
            await using var file = new FileStream(path, options);
            await file.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
            file.Flush(flushToDisk: true);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }
}
