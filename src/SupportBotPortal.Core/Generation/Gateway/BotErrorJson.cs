using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Errors as clients of OpenAI's API read them.</summary>
public static class BotErrorJson
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(BotError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = error.Message, type = error.Type, param = error.Param, code = error.Code } }, AsItIs);
    }

    /// <summary>In the middle of a stream.</summary>
    public static byte[] WriteEvent(BotError error) => [.. "data: "u8, .. Write(error), .. "\n\n"u8];
}
