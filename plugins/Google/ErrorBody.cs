using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary><c>{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"…","details":[…]}}</c></summary>
internal static class ErrorBody
{
    private static readonly string[] SaidOfMoney = ["billing", "spending cap", "credits are depleted"];

    /// <returns>The error, or <see langword="null"/> if the body has none.</returns>
    public static VendorError? Find(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1)
            root = root[0]; // a stream that is refused, where it would be an array
        var error = VendorJson.Property(root, "error");
        if (error.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var details = Items(VendorJson.Property(error, "details"));
        var message = Text(error, "message") ?? "";
        var status = Text(error, "status")?.ToLowerInvariant();
        var wait = details.Select(d => Wait(Text(d, "retryDelay"))).FirstOrDefault(w => w is not null);
        return new(
            details.Select(d => Text(d, "reason")).FirstOrDefault(r => r is not null)?.ToLowerInvariant() ?? status,
            status,
            details.SelectMany(d => Items(VendorJson.Property(d, "fieldViolations"))).Select(v => Text(v, "field")).FirstOrDefault(f => f is not null),
            message)
        {
            IsQuota = status == "resource_exhausted" && IsQuota(details, message, wait),
            RetryAfter = wait,
        };
    }

    // One status for “slow down” and for “used up”. Only the limit's name tells them apart; a delay is sent with both.
    private static bool IsQuota(List<JsonElement> details, string message, TimeSpan? wait)
    {
        var limits = details.SelectMany(d => Items(VendorJson.Property(d, "violations")))
            .Select(v => (Id: Text(v, "quotaId"), Value: Text(v, "quotaValue")))
            .Concat(details.Select(d => VendorJson.Property(d, "metadata")).Select(m => (Id: Text(m, "quota_limit"), Value: Text(m, "quota_limit_value"))))
            .Where(l => l.Id is not null)
            .ToList();
        // A limit of none at all: this model is not part of the plan.
        return limits.Count > 0
            ? limits.Exists(l => l.Value == "0" || l.Id!.Contains("PerDay", StringComparison.OrdinalIgnoreCase) || l.Id.Contains("PerMonth", StringComparison.OrdinalIgnoreCase))
            : wait is null && Array.Exists(SaidOfMoney, words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
    }

    // A duration in seconds: "34s", "34.07s".
    private static TimeSpan? Wait(string? text) =>
        text is [.. var seconds, 's'] ? RetryAfterHeader.Seconds(seconds) : null;

    private static List<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static string? Text(JsonElement parent, string name) => VendorJson.Text(VendorJson.Property(parent, name)) is { Length: > 0 } text ? text : null;
}
