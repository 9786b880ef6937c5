using System.Text.Json;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What the portal has to know of an answer, or of a piece of one, that it passes on.</summary>
/// <param name="Choices">How many there are; <see langword="null"/> = it is no answer.</param>
/// <param name="IsFinished">Whether one of them says why it ends.</param>
/// <param name="HasError">Whether it says that something went wrong.</param>
/// <param name="Input">Tokens that were read.</param>
/// <param name="Output">Tokens that were written.</param>
/// <param name="Model">Which model answers, if that was asked for.</param>
internal readonly record struct AnswerScan(int? Choices, bool IsFinished, bool HasError, long? Input, long? Output, string? Model)
{
    /// <param name="withModel">Whether to read the model, too: each piece of an answer names it, and one is enough.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out AnswerScan scan, bool withModel = false)
    {
        scan = default;
        var saysWhy = false;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("choices"u8)) scan = ReadChoices(ref reader, scan);
                else if (reader.ValueTextEquals("usage"u8)) scan = ReadUsage(ref reader, scan);
                else if (withModel && reader.ValueTextEquals("model"u8)) scan = ReadModel(ref reader, scan);
                else if (reader.ValueTextEquals("error"u8)) scan = scan with { HasError = scan.HasError | SaysSomething(ref reader) };
                else if (reader.ValueTextEquals("object"u8)) scan = scan with { HasError = scan.HasError | IsError(ref reader) };
                else if (reader.ValueTextEquals("detail"u8) || reader.ValueTextEquals("message"u8)) saysWhy |= SaysSomething(ref reader);
                else reader.Skip();
            }

            // Where there is no answer, that is how some put an error.
            if (scan.Choices is null && saysWhy) scan = scan with { HasError = true };
            // Nothing may follow.
            return !reader.Read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public void AddTo(AnswerUsage usage)
    {
        usage.Input = Input ?? usage.Input;
        usage.Output = Output ?? usage.Output;
        usage.Model ??= Model;
    }

    private static AnswerScan ReadModel(ref Utf8JsonReader reader, AnswerScan scan)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return scan with { Model = reader.GetString() };
        reader.Skip();
        return scan;
    }

    private static AnswerScan ReadChoices(ref Utf8JsonReader reader, AnswerScan scan)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return scan;
        }

        var (count, isFinished) = (0, scan.IsFinished);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isReason = reader.ValueTextEquals("finish_reason"u8);
                reader.Read();
                isFinished |= isReason && reader.TokenType == JsonTokenType.String;
                reader.Skip();
            }
        }

        return scan with { Choices = count, IsFinished = isFinished };
    }

    private static AnswerScan ReadUsage(ref Utf8JsonReader reader, AnswerScan scan)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return scan;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isInput, isOutput) = (reader.ValueTextEquals("prompt_tokens"u8), reader.ValueTextEquals("completion_tokens"u8));
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var tokens) && tokens >= 0)
            {
                if (isInput) scan = scan with { Input = tokens };
                if (isOutput) scan = scan with { Output = tokens };
            }

            reader.Skip();
        }

        return scan;
    }

    private static bool IsError(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isError = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);
        reader.Skip();
        return isError;
    }

    /// <summary>Some have an error in every answer, and leave it empty when all went well.</summary>
    private static bool SaysSomething(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return false;
        using var error = JsonDocument.ParseValue(ref reader);
        return SaysSomething(error.RootElement);
    }

    private static bool SaysSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(""u8) is false,
        JsonValueKind.Number => value.GetRawText() != "0",
        JsonValueKind.True => true,
        JsonValueKind.Array => value.EnumerateArray().Any(SaysSomething),
        JsonValueKind.Object => value.EnumerateObject().Any(p => SaysSomething(p.Value)),
        _ => false,
    };
}
