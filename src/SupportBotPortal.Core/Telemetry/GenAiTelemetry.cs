using System.Diagnostics.Metrics;

namespace SupportBotPortal.Core.Telemetry;

/// <summary>
/// Names of OpenTelemetry's semantic conventions for generative AI, so that anybody's dashboards fit. They are in development there
/// (github.com/open-telemetry/semantic-conventions-genai, without releases yet): these are of revision 002c8a6, without what has content, addresses or people in it.
/// </summary>
public static class GenAiTelemetry
{
    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestStream = "gen_ai.request.stream";
    public const string ResponseModel = "gen_ai.response.model";
    public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string TokenType = "gen_ai.token.type";

    public const string DurationMetric = "gen_ai.client.operation.duration";
    public const string TokenMetric = "gen_ai.client.token.usage";
    public const string FirstChunkMetric = "gen_ai.client.operation.time_to_first_chunk";

    /// <summary>The operation: there is no other one here.</summary>
    public const string Chat = "chat";

    /// <summary>In seconds, as the conventions want them.</summary>
    public static InstrumentAdvice<double> DurationBuckets { get; } = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    /// <summary>In tokens, likewise.</summary>
    public static InstrumentAdvice<long> TokenBuckets { get; } = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    /// <summary>What the conventions call a vendor; of a type that they do not know, its id.</summary>
    public static string ProviderOf(string typeId) => typeId == "google" ? "gcp.gemini" : typeId;
}
