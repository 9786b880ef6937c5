using System.Globalization;
using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary><c>modelStatus</c>, which comes with answers and says when the model is switched off.</summary>
internal static class Retirement
{
    public static DateOnly? In(JsonElement parent) =>
        DateTimeOffset.TryParse(
            VendorJson.Text(VendorJson.Property(VendorJson.Property(parent, "modelStatus"), "retirementTime")),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at)
            ? DateOnly.FromDateTime(at.UtcDateTime)
            : null;
}
