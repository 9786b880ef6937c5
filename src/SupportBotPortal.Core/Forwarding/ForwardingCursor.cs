using System.Text.Json;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>The last line that was handed over, and to whom, in a small file beside the database. Another target gets the log from its beginning.</summary>
internal sealed class ForwardingCursor(DataDirectory directory, string target)
{
    private readonly string path = directory.File("audit-forwarded.json");

    public long Read()
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<Place>(File.ReadAllText(path)) is { } place && place.Target == target ? place.LastId : 0;
        }
        catch (JsonException)
        {
            // Cut off by a full disk: some lines go twice, which is better than never.
            return 0;
        }
    }

    public void Write(long lastId)
    {
        var next = path + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(new Place(target, lastId)));
        File.Move(next, path, overwrite: true);
    }

    private sealed record Place(string Target, long LastId);
}
