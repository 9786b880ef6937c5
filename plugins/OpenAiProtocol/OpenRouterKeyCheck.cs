using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary><c>GET {base}/key</c>: what OpenRouter knows about the key that asks.</summary>
internal sealed class OpenRouterKeyCheck(VendorCall call) : IKeyCheck
{
    private const string Expected = "what belongs to the key";

    public async Task<bool> IsUsedUpAsync(CancellationToken cancellationToken)
    {
        using var document = await call.GetAsync("key", Expected, withCredential: true, cancellationToken);
        var key = VendorJson.Property(document.RootElement, "data");
        if (key.ValueKind != JsonValueKind.Object)
            throw call.Unexpected("something else", Expected, System.Net.HttpStatusCode.OK);
        // Null where the key has no limit of its own.
        return VendorJson.Property(key, "limit_remaining") is { ValueKind: JsonValueKind.Number } remaining && remaining.TryGetDouble(out var left) && left <= 0;
    }
}
