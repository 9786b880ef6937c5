namespace SupportBotPortal.Core.Providers;

/// <summary>A sentence that belongs to one field of the provider form.</summary>
/// <param name="Field">The property of <see cref="ProviderInput"/>; a setting is <c>Settings[key]</c>.</param>
public sealed record FieldMessage(string Field, string Message)
{
    public static string Setting(string key) => $"Settings[{key}]";
}
