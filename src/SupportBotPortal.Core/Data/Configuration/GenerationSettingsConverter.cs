using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportBotPortal.Core.Data.Configuration;

/// <summary>Stores the settings of a version as JSON. What cannot be read, which only somebody outside the portal can have written, says so instead of failing the page.</summary>
internal sealed class GenerationSettingsConverter() : ValueConverter<GenerationSettings, string>(value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web), text => Read(text))
{
    private static GenerationSettings Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<GenerationSettings>(text, JsonSerializerOptions.Web) is { StopSequences: not null, SystemPrompt: not null, Limits: not null, Fallbacks: not null, Allowed: not null } settings
                && !settings.StopSequences.Contains(null!) && !settings.Fallbacks.Concat(settings.Allowed).Contains(null!)
                ? settings
                : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static GenerationSettings Unreadable { get; } = new() { IsUnreadable = true };
}
