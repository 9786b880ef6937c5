using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>
/// What a report says in numbers, as it was when it was made. Providers stand in it by their ids only: one that is destroyed leaves no
/// name behind, and one that is renamed is found again.
/// </summary>
/// <param name="Providers">All that it is about, tested or not.</param>
/// <param name="Keys">Keys that are overdue, or soon due.</param>
/// <param name="Models">Models in use that their vendors turn off soon.</param>
public sealed record ReportFigures(IReadOnlyList<ReportedProvider> Providers, IReadOnlyList<ReportedKey> Keys, IReadOnlyList<ReportedModel> Models)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // What is derived is derived again, and most counts of most providers are 0.
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <returns><see langword="null"/> for what somebody else wrote.</returns>
    public static ReportFigures? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ReportFigures>(text, Json) is { Providers: not null, Keys: not null, Models: not null } figures && figures.Providers.All(p => p is { Counts: not null, Before: not null, Incidents: not null }) ? figures : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
