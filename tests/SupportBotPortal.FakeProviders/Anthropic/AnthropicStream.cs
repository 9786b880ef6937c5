using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Anthropic;

/// <summary>Sends an answer as the vendor's events, word by word.</summary>
internal sealed class AnthropicStream(HttpContext context, FakeBehaviour behaviour, CancellationToken cancellationToken)
{
    private int words;

    public async Task SendAsync(JsonObject answer)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        var usage = answer["usage"]!;
        var begin = (JsonObject)answer.DeepClone();
        (begin["content"], begin["stop_reason"], begin["usage"]!["output_tokens"]) = (new JsonArray(), null, 1);
        await EventAsync("message_start", new() { ["message"] = begin });
        await EventAsync("ping", []);
        foreach (var (index, block) in answer["content"]!.AsArray().Index())
        {
            if (!await SendAsync(index, block!.AsObject()))
                return;
        }

        await EventAsync("message_delta", new()
        {
            ["delta"] = new JsonObject { ["stop_reason"] = answer["stop_reason"]!.DeepClone(), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = usage["output_tokens"]!.DeepClone() },
        });
        await EventAsync("message_stop", []);
    }

    private async Task<bool> SendAsync(int index, JsonObject block)
    {
        var begin = (JsonObject)block.DeepClone();
        var deltas = Deltas(block, begin).ToList();
        await EventAsync("content_block_start", new() { ["index"] = index, ["content_block"] = begin });
        foreach (var delta in deltas)
        {
            if (words++ == 2 && behaviour is StreamError or StreamCutOff or StreamReset or StreamStall)
            {
                await BreakAsync();
                return false;
            }

            await EventAsync("content_block_delta", new() { ["index"] = index, ["delta"] = delta });
        }

        await EventAsync("content_block_stop", new() { ["index"] = index });
        return true;
    }

    private static IEnumerable<JsonObject> Deltas(JsonObject block, JsonObject begin)
    {
        switch (block["type"]!.GetValue<string>())
        {
            case "text":
                begin["text"] = "";
                return Pieces(block["text"]!.GetValue<string>()).Select(w => new JsonObject { ["type"] = "text_delta", ["text"] = w });
            case "thinking":
                (begin["thinking"], begin["signature"]) = ("", "");
                return Pieces(block["thinking"]!.GetValue<string>()).Select(w => new JsonObject { ["type"] = "thinking_delta", ["thinking"] = w })
                    .Append(new() { ["type"] = "signature_delta", ["signature"] = block["signature"]!.DeepClone() });
            case "tool_use":
                begin["input"] = new JsonObject();
                return block["input"]!.ToJsonString().Chunk(5).Select(c => new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = new string(c) });
            default:
                return [];
        }
    }

    private async Task BreakAsync()
    {
        if (behaviour == StreamError)
            await EventAsync("error", new() { ["error"] = new JsonObject { ["type"] = "overloaded_error", ["message"] = "Overloaded" } });
        else if (behaviour == StreamReset)
            throw new IOException("Cut off as scripted."); // An abort would also discard the words not yet on the wire.
        else if (behaviour == StreamStall)
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async Task EventAsync(string name, JsonObject data)
    {
        data.Insert(0, "type", name);
        await context.Response.WriteAsync($"event: {name}\ndata: {data.ToJsonString()}\n\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static IEnumerable<string> Pieces(string text) => text.Split(' ').Select((w, i) => i == 0 ? w : " " + w);
}
