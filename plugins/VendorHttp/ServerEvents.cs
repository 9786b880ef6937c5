using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Reads a stream of server-sent events whose data are JSON. An error among them is a failure.</summary>
public static class ServerEvents
{
    private const int Longest = 1 << 20;

    /// <returns>The data of each event, valid until the next is asked for; ends where the stream ends, whether or not it was complete.</returns>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        Stream stream, Failures failures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failures);
        var events = SseParser.Create(stream, (_, data) => data.Length <= Longest ? data.ToArray() : throw failures.UnexpectedAnswer());
        await foreach (var item in events.EnumerateAsync(cancellationToken))
        {
            if (item.Data.Length == 0)
                continue;
            using var document = Parse(item.Data, failures);
            if (failures.Find(document.RootElement) is { } error)
                throw failures.FromInside(error);
            yield return document.RootElement;
        }
    }

    private static JsonDocument Parse(byte[] data, Failures failures)
    {
        try
        {
            return JsonDocument.Parse(data, VendorJson.Document);
        }
        catch (JsonException)
        {
            throw failures.UnexpectedAnswer();
        }
    }
}
