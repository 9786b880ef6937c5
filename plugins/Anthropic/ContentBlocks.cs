using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Content to and from Anthropic's blocks.</summary>
internal static class ContentBlocks
{
    private const string Redacted = "redacted";

    /// <returns><see langword="null"/> for what is nothing to the model.</returns>
    public static JsonObject? ToJson(AIContent content) => content switch
    {
        // The vendor refuses blocks without text.
        TextContent { Text: var text } => string.IsNullOrWhiteSpace(text) ? null : Text(text),
        FunctionCallContent call => new()
        {
            ["type"] = "tool_use",
            ["id"] = call.CallId,
            ["name"] = call.Name,
            ["input"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions),
        },
        FunctionResultContent result => Result(result),
        // Only with its signature can a thought be given back, and only with it does the vendor need it.
        TextReasoningContent { ProtectedData: { Length: > 0 } seal } thought => thought.AdditionalProperties?.ContainsKey(Redacted) == true
            ? new() { ["type"] = "redacted_thinking", ["data"] = seal }
            : new() { ["type"] = "thinking", ["thinking"] = thought.Text, ["signature"] = seal },
        DataContent data when data.HasTopLevelMediaType("image") => Source("image", data),
        DataContent { MediaType: "application/pdf" } data => Source("document", data),
        UriContent uri when uri.HasTopLevelMediaType("image") => Source("image", uri),
        UriContent { MediaType: "application/pdf" } uri => Source("document", uri),
        DataContent or UriContent => throw new ProviderFailureException(
            FailureCause.BadParameter, "Anthropic takes text, images and PDF files: the conversation contains something else"),
        _ => null,
    };

    /// <returns><see langword="null"/> for a block that this client has no use for.</returns>
    public static AIContent? FromJson(JsonElement block) => TextOf(block, "type") switch
    {
        "text" => new TextContent(TextOf(block, "text")),
        "thinking" => new TextReasoningContent(TextOf(block, "thinking")) { ProtectedData = TextOf(block, "signature") },
        "redacted_thinking" => RedactedThought(TextOf(block, "data")),
        "tool_use" => Call(TextOf(block, "id"), TextOf(block, "name"), VendorJson.Property(block, "input").ToString()),
        _ => null,
    };

    public static TextReasoningContent RedactedThought(string? data) =>
        new("") { ProtectedData = data, AdditionalProperties = new() { [Redacted] = true } };

    /// <summary>A call whose arguments are text that should be JSON; if it is not, the content says so.</summary>
    public static FunctionCallContent Call(string? id, string? name, string arguments) => FunctionCallContent.CreateFromParsedArguments(
        arguments.Length == 0 ? "{}" : arguments,
        id ?? "",
        name ?? "",
        static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions));

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Result(FunctionResultContent result)
    {
        var text = result switch
        {
            // Not the exception's own text: it may say what is nobody else's business.
            { Result: null, Exception: not null } => "The function failed.",
            { Result: null } => "",
            { Result: string said } => said,
            { Result: JsonElement { ValueKind: JsonValueKind.String } said } => said.GetString(),
            { Result: TextContent said } => said.Text,
            // By way of a node, which writes without the spaces that those options want.
            _ => JsonSerializer.SerializeToNode(result.Result, AIJsonUtilities.DefaultOptions)?.ToJsonString(),
        };
        var block = new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = result.CallId };
        if (!string.IsNullOrWhiteSpace(text))
            block["content"] = text;
        if (result.Exception is not null)
            block["is_error"] = true;
        return block;
    }

    private static JsonObject Source(string type, DataContent data) => new()
    {
        ["type"] = type,
        ["source"] = new JsonObject { ["type"] = "base64", ["media_type"] = data.MediaType, ["data"] = data.Base64Data.ToString() },
    };

    private static JsonObject Source(string type, UriContent uri) => new()
    {
        ["type"] = type,
        ["source"] = new JsonObject { ["type"] = "url", ["url"] = uri.Uri.AbsoluteUri },
    };

    private static string? TextOf(JsonElement block, string name) => VendorJson.Text(VendorJson.Property(block, name));
}
