using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Writes the request that goes to a provider: the bot's bytes, and what the settings say about them.</summary>
internal static class ChatBodyWriter
{
    /// <param name="body">The bot's.</param>
    /// <param name="modelId">As the provider knows it.</param>
    /// <param name="settings">In production.</param>
    /// <param name="systemMessage">The message with the system prompt, as JSON; empty = there is none.</param>
    /// <param name="fields">What the model takes.</param>
    public static ReadOnlyMemory<byte> Write(ChatBody body, string modelId, GenerationSettings settings, ReadOnlyMemory<byte> systemMessage, UpstreamFields fields)
    {
        var output = new ArrayBufferWriter<byte>(body.Bytes.Length + systemMessage.Length + 512);
        output.Write("{"u8);
        var isFirst = true;
        foreach (var property in body.Properties)
        {
            if (property.Field is not (ChatField.Unknown or ChatField.Messages or ChatField.Stream) && !IsKept(body, property, settings, fields)) continue;
            Separate();
            if (property.Field == ChatField.Messages) WriteMessages(output, body.ValueOf(property).Span, systemMessage.Span);
            else output.Write(body.Bytes.Span[property.Start..property.End]);
        }

        Add("model", JsonSerializer.SerializeToUtf8Bytes(modelId));
        if (NarrowedSettings.Temperature(body, settings) is { } temperature && body.Temperature != temperature && Takes(GenerationParameter.Temperature)) Add("temperature", JsonSerializer.SerializeToUtf8Bytes(temperature));
        if (NarrowedSettings.TopP(body, settings) is { } topP && body.TopP != topP && Takes(GenerationParameter.TopP)) Add("top_p", JsonSerializer.SerializeToUtf8Bytes(topP));
        if (NarrowedSettings.MaximumOutputTokens(body, settings) is { } tokens && Takes(GenerationParameter.MaximumOutputTokens)) Add(fields.TokenLimitField, JsonSerializer.SerializeToUtf8Bytes(tokens));
        if (settings.StopSequences.Count > 0 && !Has(ChatField.Stop) && Takes(GenerationParameter.StopSequences)) Add("stop", JsonSerializer.SerializeToUtf8Bytes(settings.StopSequences));
        // The portal counts, whether or not the bot does.
        if (body.IsStreamed && fields.TakesStreamOptions) Add("stream_options", WithUsage(body));
        output.Write("}"u8);
        return output.WrittenMemory;

        bool Takes(GenerationParameter parameter) => !fields.Refused.Contains(parameter);

        bool Has(ChatField field) => body.Find(field) is { } property && !body.ValueOf(property).Span.SequenceEqual("null"u8);

        void Separate()
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
        }

        void Add(string name, ReadOnlySpan<byte> value)
        {
            Separate();
            output.Write("\""u8);
            output.Write(System.Text.Encoding.UTF8.GetBytes(name));
            output.Write("\":"u8);
            output.Write(value);
        }
    }

    /// <summary>Whether a field that settings are about stays as the bot wrote it; otherwise it is written anew, or left out.</summary>
    private static bool IsKept(ChatBody body, ChatProperty property, GenerationSettings settings, UpstreamFields fields) => property.Field switch
    {
        ChatField.Temperature => body.Temperature is { } temperature && NarrowedSettings.Temperature(body, settings) == temperature && !fields.Refused.Contains(GenerationParameter.Temperature),
        ChatField.TopP => body.TopP is { } topP && NarrowedSettings.TopP(body, settings) == topP && !fields.Refused.Contains(GenerationParameter.TopP),
        ChatField.Stop => !body.ValueOf(property).Span.SequenceEqual("null"u8) && !fields.Refused.Contains(GenerationParameter.StopSequences),
        // Without a stream it is refused by some.
        ChatField.StreamOptions => !body.IsStreamed,
        _ => false,
    };

    private static void WriteMessages(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> messages, ReadOnlySpan<byte> systemMessage)
    {
        output.Write("\"messages\":["u8);
        if (systemMessage.Length > 0)
        {
            output.Write(systemMessage);
            output.Write(","u8);
        }

        output.Write(messages[1..]);
    }

    private static byte[] WithUsage(ChatBody body)
    {
        if (body.Find(ChatField.StreamOptions) is not { } property || JsonNode.Parse(body.ValueOf(property).Span) is not JsonObject options) return "{\"include_usage\":true}"u8.ToArray();
        options["include_usage"] = true;
        return JsonSerializer.SerializeToUtf8Bytes(options);
    }
}
