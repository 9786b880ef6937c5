using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Checks what was typed about a provider; every refusal is a sentence at its field.</summary>
public sealed class ProviderValidator(PortalDbContext db, PluginCatalog plugins, IEgress egress)
{
    public const int MaximumNotesLength = 2000;

    /// <summary>Checks everything, as needed before saving.</summary>
    /// <param name="input">As typed.</param>
    /// <param name="existing">The provider that is edited; <see langword="null"/> for a new one.</param>
    public async Task<ProviderCheck> CheckAsync(ProviderInput input, Provider? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var check = await CheckConnectionAsync(input, existing, cancellationToken);
        List<FieldMessage> errors = [.. check.Errors];
        var name = input.Name.Trim();
        await CheckNameAsync(name, existing, errors, cancellationToken);
        if (input.Notes.Length > MaximumNotesLength) errors.Add(new(nameof(input.Notes), $"The notes may have at most {MaximumNotesLength:N0} characters; they have {input.Notes.Length:N0}."));
        if (!Enum.IsDefined(input.Environment)) errors.Add(new(nameof(input.Environment), "Choose one of the offered environments."));
        var models = CheckModels(input.Models, errors);
        if (KeyRules.RotationProblem(input.KeyRotationDays) is { } rotation) errors.Add(new(nameof(input.KeyRotationDays), rotation));
        return check with { Input = check.Input with { Name = name, Models = models, Notes = input.Notes.Trim(), KeyRotationDays = input.KeyRotationDays.Trim() }, Errors = errors };
    }

    /// <summary>Checks only what a connection needs: before a test or a discovery of something not saved.</summary>
    public async Task<ProviderCheck> CheckConnectionAsync(ProviderInput input, Provider? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var notes = new List<FieldMessage>();
        var type = plugins.TypeOf(existing?.TypeId ?? input.TypeId);
        if (type is null)
        {
            errors.Add(new(nameof(input.TypeId), existing is null
                ? "Choose a type from the list."
                : $"The plugin for the type “{existing.TypeId}” is not loaded, so this provider cannot be changed or tested. Its page under Plugins says why."));
            return new(input, null, null, errors, notes);
        }

        var healed = BaseUrlHealing.Heal(input.BaseUrl, type);
        notes.AddRange(healed.Notes.Select(note => new FieldMessage(nameof(input.BaseUrl), note)));
        var url = await CheckBaseUrlAsync(healed.Text, type, errors, cancellationToken);
        var scheme = CheckCredential(input, type, errors);
        var settings = CheckSettings(input, type, scheme, existing, errors);
        var headers = CheckHeaders(input.Headers, type, existing, errors);
        foreach (var name in type.Settings.Where(f => f.Kind == SettingKind.HeaderName).Select(f => settings.GetValueOrDefault(f.Key)).OfType<string>())
        {
            if (headers.Exists(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) errors.Add(new(nameof(input.Headers), $"The header “{name}” carries the key already; remove it here."));
        }

        var clean = input with { TypeId = type.Id, BaseUrl = url?.AbsoluteUri.TrimEnd('/') ?? healed.Text, Settings = settings, Headers = headers };
        if (existing is not null && url is not null) OriginRule.Check(clean, existing, url, type, errors);
        return new(clean, type, url, errors, notes);
    }

    public static FieldMessage NameTaken(string name) => new(nameof(ProviderInput.Name), $"There is already a provider named “{name}”. Choose another name.");

    private async Task CheckNameAsync(string name, Provider? existing, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        if (NameRules.Problem(name, whenEmpty: "Give the provider a name, such as “Production OpenAI”.") is { } problem)
        {
            errors.Add(new(nameof(ProviderInput.Name), problem));
            return;
        }

        var normalized = ProviderNames.Normalize(name);
        var id = existing?.Id ?? Guid.Empty;
        if (await db.Providers.AnyAsync(p => p.NormalizedName == normalized && p.Id != id, cancellationToken))
            errors.Add(NameTaken(name));
    }

    private async Task<Uri?> CheckBaseUrlAsync(string text, ProviderType type, List<FieldMessage> errors, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
        {
            errors.Add(new(nameof(ProviderInput.BaseUrl), $"Enter the address of the API{(type.DefaultBaseUrl is { } usual ? $", usually {usual.AbsoluteUri.TrimEnd('/')}" : ", such as https://llm.example.com/v1")}."));
            return null;
        }

        if (!EgressUrl.TryParse(text, out var url, out var error))
        {
            errors.Add(new(nameof(ProviderInput.BaseUrl), error));
            return null;
        }

        var verdict = await egress.JudgeAsync(url!, cancellationToken);
        if (verdict.IsAllowed) return url;
        errors.Add(new(nameof(ProviderInput.BaseUrl), verdict.Reason!));
        return null;
    }

    private static AuthScheme? CheckCredential(ProviderInput input, ProviderType type, List<FieldMessage> errors)
    {
        var scheme = type.AuthSchemes.FirstOrDefault(s => s.Id == input.AuthScheme);
        if (scheme is null) errors.Add(new(nameof(input.AuthScheme), "Choose one of the offered ways to authenticate."));
        if (input.ApiKey is { Length: > 0 } key && KeyRules.Problem(key, scheme) is { } problem) errors.Add(new(nameof(input.ApiKey), problem));
        return scheme;
    }

    private static Dictionary<string, string> CheckSettings(ProviderInput input, ProviderType type, AuthScheme? scheme, Provider? existing, List<FieldMessage> errors)
    {
        var settings = new Dictionary<string, string>();
        foreach (var field in type.SettingsWith(scheme?.Id).Where(f => f.Kind != SettingKind.Headers))
        {
            var value = input.Settings.GetValueOrDefault(field.Key, "").Trim();
            if (value.Length == 0)
            {
                var kept = field.Kind == SettingKind.Secret && existing?.Secrets.Exists(s => s.Field == ProviderSecret.SettingPrefix + field.Key) == true;
                if (field.Required && !kept) errors.Add(new(FieldMessage.Setting(field.Key), $"{field.Label} is needed."));
                continue;
            }

            if (SettingRules.Check(field, value) is { } problem) errors.Add(new(FieldMessage.Setting(field.Key), problem));
            settings[field.Key] = value;
        }

        return settings;
    }

    private static List<HeaderInput> CheckHeaders(IReadOnlyList<HeaderInput> typed, ProviderType type, Provider? existing, List<FieldMessage> errors)
    {
        var headers = new List<HeaderInput>();
        if (!type.Settings.Any(f => f.Kind == SettingKind.Headers)) return headers;
        // Before each is looked at: a program can send a hundred thousand.
        if (typed.Count > CustomHeaderRules.MaximumCount && typed.Count(h => h.Name.Trim().Length > 0) is var count and > CustomHeaderRules.MaximumCount)
        {
            errors.Add(new(nameof(ProviderInput.Headers), $"At most {CustomHeaderRules.MaximumCount} headers can be set; there are {count}."));
            return headers;
        }

        foreach (var header in typed.Select(h => new HeaderInput(h.Name.Trim(), h.Value?.Trim())).Where(h => h.Name.Length > 0))
        {
            var stored = existing?.Secrets.Exists(s => s.Field == ProviderSecret.HeaderPrefix + header.Name) == true;
            var problem = CustomHeaderRules.Check(header.Name, header.Value)
                ?? (string.IsNullOrEmpty(header.Value) && !stored ? $"The header “{header.Name}” has no value." : null)
                ?? (headers.Exists(h => h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)) ? $"The header “{header.Name}” is there twice." : null);
            if (problem is not null) errors.Add(new(nameof(ProviderInput.Headers), problem));
            headers.Add(header);
        }

        if (headers.Count == 0 && type.Settings.FirstOrDefault(f => f is { Kind: SettingKind.Headers, Required: true }) is { } needed) errors.Add(new(nameof(ProviderInput.Headers), $"{needed.Label} is needed."));
        return headers;
    }

    private static List<string> CheckModels(IReadOnlyList<string> typed, List<FieldMessage> errors)
    {
        var models = typed.Select(m => m.Trim()).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (models.Count > ModelRules.MaximumCount) errors.Add(new(nameof(ProviderInput.Models), $"At most {ModelRules.MaximumCount:N0} models can be kept; there are {models.Count:N0}."));
        else if (models.Find(m => !ModelRules.IsUsable(m)) is { } wrong) errors.Add(new(nameof(ProviderInput.Models), ModelRules.WhyUnusable(wrong)));
        return models;
    }
}
