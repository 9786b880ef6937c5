using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Reads a request without taking it apart: what the portal does not know stays as it came.</summary>
internal static class ChatBodyReader
{
    private const int Deepest = 64;
    private const int LongestModel = 400;

    /// <summary>No setting of an answer is anywhere near it; a larger one becomes something else in a smaller type.</summary>
    private const double LargestNumber = 1_000;

    /// <returns>Whether it is a request; otherwise what is wrong with it.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ChatBody? body, [NotNullWhen(false)] out BotError? error)
    {
        body = null;
        try
        {
            error = Read(bytes, out body);
        }
        catch (JsonException problem)
        {
            error = BotError.Invalid($"The request is no valid JSON: see line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // A text with half of a character in it.
            error = BotError.Invalid("The request is no valid JSON: a text in it is no UTF-8.");
        }

        if (error is not null) body = null;
        return error is null;
    }

    private static BotError? Read(ReadOnlyMemory<byte> bytes, out ChatBody? body)
    {
        body = null;
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = Deepest });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return BotError.Invalid("The request is to be a JSON object with “model” and “messages”.");
        var properties = new List<ChatProperty>(12);
        var seen = 0;
        var read = new ChatBody { Bytes = bytes, Properties = properties, Model = "" };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var field = FieldOf(ref reader);
            // Two parsers may take different ones of two.
            if (field != ChatField.Unknown && (seen & (1 << (int)field)) != 0) return BotError.Invalid($"The field “{NameOf(field)}” is there twice.", NameOf(field));
            seen |= 1 << (int)field;
            var chooser = field == ChatField.Unknown ? ChooserOf(ref reader) : null;
            reader.Read();
            if (chooser is not null && reader.TokenType != JsonTokenType.Null) return BotError.Invalid($"The field “{chooser}” would choose other models than the admins of this portal did. Leave it out.", chooser, "model_not_allowed");
            var valueStart = (int)reader.TokenStartIndex;
            if (TakeValue(ref reader, field, ref read) is { } wrong) return wrong;
            reader.Skip();
            properties.Add(new(field, start, valueStart, (int)reader.BytesConsumed));
        }

        reader.Read();
        if ((seen & (1 << (int)ChatField.Model)) == 0) return BotError.Invalid($"The request names no model. Ask for “{BotError.DefaultModel}”.", "model");
        if ((seen & (1 << (int)ChatField.Messages)) == 0) return BotError.Invalid("The request has no messages.", "messages");
        body = read;
        return null;
    }

    private static BotError? TakeValue(ref Utf8JsonReader reader, ChatField field, ref ChatBody body)
    {
        if (reader.TokenType == JsonTokenType.Null && field is not (ChatField.Model or ChatField.Messages)) return null;
        switch (field)
        {
            case ChatField.Model:
                if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { Length: > 0 and <= LongestModel } model) return BotError.Invalid($"“model” is to be the name of a model, such as “{BotError.DefaultModel}”.", "model");
                body = body with { Model = model };
                return null;
            case ChatField.Messages:
                if (reader.TokenType != JsonTokenType.StartArray) return BotError.Invalid("“messages” is to be a list of messages.", "messages");
                var inside = reader;
                return inside.Read() && inside.TokenType == JsonTokenType.EndArray ? BotError.Invalid("“messages” is empty: there is nothing to answer.", "messages") : null;
            case ChatField.Stream:
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return BotError.Invalid("“stream” is to be true or false.", "stream");
                body = body with { IsStreamed = reader.GetBoolean() };
                return null;
            case ChatField.StreamOptions:
                if (reader.TokenType != JsonTokenType.StartObject) return BotError.Invalid("“stream_options” is to be an object.", "stream_options");
                return TakeOptions(reader, ref body);
            case ChatField.Temperature:
            case ChatField.TopP:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number) || Math.Abs(number) > LargestNumber) return BotError.Invalid($"“{NameOf(field)}” is to be a number.", NameOf(field));
                body = field == ChatField.Temperature ? body with { Temperature = number } : body with { TopP = number };
                return null;
            case ChatField.MaxTokens:
            case ChatField.MaxCompletionTokens:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var tokens) || tokens < 1) return BotError.Invalid($"“{NameOf(field)}” is to be a whole number above 0.", NameOf(field));
                // Of two, the newer name counts.
                if (field == ChatField.MaxCompletionTokens || body.MaximumOutputTokens is null || !body.Properties.Any(p => p.Field == ChatField.MaxCompletionTokens)) body = body with { MaximumOutputTokens = tokens };
                return null;
            default:
                return null;
        }
    }

    private static BotError? TakeOptions(Utf8JsonReader reader, ref ChatBody body)
    {
        using var options = JsonDocument.ParseValue(ref reader);
        // It is written anew, in which there is room for one of each.
        if (options.RootElement.EnumerateObject().GroupBy(o => o.Name).Any(same => same.Count() > 1)) return BotError.Invalid("A field of “stream_options” is there twice.", "stream_options");
        body = body with { WantsUsage = options.RootElement.TryGetProperty("include_usage", out var value) && value.ValueKind == JsonValueKind.True };
        return null;
    }

    private static ChatField FieldOf(ref Utf8JsonReader reader)
    {
        foreach (var field in Known)
            if (reader.ValueTextEquals(NameOf(field))) return field;
        return ChatField.Unknown;
    }

    /// <summary>Aggregators take other models in other fields, past the one that is checked.</summary>
    private static string? ChooserOf(ref Utf8JsonReader reader)
    {
        foreach (var name in Choosers)
            if (reader.ValueTextEquals(name)) return name;
        return null;
    }

    private static readonly string[] Choosers = ["models", "fallbacks", "route", "preset"];

    private static readonly ChatField[] Known = [.. Enum.GetValues<ChatField>().Where(f => f != ChatField.Unknown)];

    public static string NameOf(ChatField field) => field switch
    {
        ChatField.Model => "model",
        ChatField.Messages => "messages",
        ChatField.Stream => "stream",
        ChatField.StreamOptions => "stream_options",
        ChatField.Temperature => "temperature",
        ChatField.TopP => "top_p",
        ChatField.MaxTokens => "max_tokens",
        ChatField.MaxCompletionTokens => "max_completion_tokens",
        ChatField.Stop => "stop",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
