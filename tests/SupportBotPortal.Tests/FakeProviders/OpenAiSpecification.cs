using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SupportBotPortal.Tests.FakeProviders;

/// <summary>OpenAI's published OpenAPI document. Not part of the repository (3 MB, somebody else's): used where it lies beside it.</summary>
internal sealed class OpenAiSpecification
{
    private const string Components = "#/components/schemas/";

    // Read once for all tests: it takes seconds.
    private static readonly Lazy<OpenAiSpecification?> Loaded = new(Load);

    private readonly JsonObject schemas;
    private readonly ConcurrentDictionary<string, Lazy<Task<JsonSchema>>> made = new();

    private OpenAiSpecification(JsonObject schemas) => this.schemas = schemas;

    public static OpenAiSpecification LoadOrSkip()
    {
        Assert.SkipWhen(Loaded.Value is null, "OpenAI's specification is not here: put it at shared/specs/openai-openapi.yaml beside the repository.");
        return Loaded.Value;
    }

    /// <summary>What is wrong with a body; empty if nothing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string schemaName, string body)
    {
        var schema = await made.GetOrAdd(schemaName, name => new(() => MakeAsync(name))).Value;
        return [.. schema.Validate(body).Select(e => e.ToString())];
    }

    private static OpenAiSpecification? Load()
    {
        if (Find() is not { } path) return null;
        // Blank lines with more spaces than the text below them are an error in YAML, and occur in the document's examples.
        using var reader = new StringReader(string.Join('\n', File.ReadLines(path).Select(l => l.TrimEnd())));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return new((JsonObject)ToJson(root["components"]["schemas"])!);
    }

    private Task<JsonSchema> MakeAsync(string name)
    {
        var definitions = new JsonObject();
        Collect(name, definitions);
        return JsonSchema.FromJsonAsync(new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" }),
            ["definitions"] = definitions,
        }.ToJsonString());
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "specs", "openai-openapi.yaml");
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    // Only what the schema reaches: the whole document takes the validator half a minute.
    private void Collect(string name, JsonObject definitions)
    {
        if (definitions.ContainsKey(name))
            return;
        var schema = AllowNull(schemas[name]!.DeepClone());
        definitions[name] = schema;
        foreach (var reference in References(schema).ToList())
        {
            var target = reference["$ref"]!.GetValue<string>()[Components.Length..];
            reference["$ref"] = $"#/definitions/{target}";
            Collect(target, definitions);
        }
    }

    /// <summary>OpenAPI 3.0's word for it, which JSON Schema does not have, and which would be passed over beside a reference.</summary>
    private static JsonNode? AllowNull(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                for (var index = 0; index < list.Count; index++) Replace(list[index], made => list[index] = made);
                return list;
            case JsonObject map:
                foreach (var name in map.Select(p => p.Key).ToList()) Replace(map[name], made => map[name] = made);
                if (map["nullable"] is not JsonValue nullable || !nullable.TryGetValue<bool>(out var isNullable)) return map;
                map.Remove("nullable");
                return isNullable ? new JsonObject { ["anyOf"] = new JsonArray(map.DeepClone(), new JsonObject { ["type"] = "null" }) } : map;
            default:
                return node;
        }

        static void Replace(JsonNode? old, Action<JsonNode?> put)
        {
            if (AllowNull(old) is var made && !ReferenceEquals(made, old)) put(made);
        }
    }

    private static IEnumerable<JsonObject> References(JsonNode? node) => node switch
    {
        JsonObject o when o["$ref"] is JsonValue => [o],
        JsonObject o => o.Where(p => p.Key is not ("example" or "x-oaiMeta")).SelectMany(p => References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value),
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    private static JsonNode? Plain(string? value) => value switch
    {
        null or "" or "null" or "~" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => value,
    };
}
