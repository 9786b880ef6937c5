using System.Text.Json;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What a plugin may declare: everything that a form could not render or a row could not store is refused.</summary>
public sealed class PluginDeclarationTests
{
    private static readonly ProviderType Good = new() { Id = "good", DisplayName = "Good", AuthSchemes = [AuthScheme.Bearer] };

    public static TheoryData<string, ProviderType> Wrong { get; } = new()
    {
        { "the id of its type", Good with { Id = "Upper" } },
        { "the id of its type", Good with { Id = "line\n" } },
        { "the id of its type", Good with { Id = null! } },
        { "display name", Good with { DisplayName = " " } },
        { "display name", Good with { DisplayName = new('x', 61) } },
        { "display name", Good with { DisplayName = "a\nb" } },
        { "texts is longer than 2000", Good with { Description = new('x', 2001) } },
        { "default base URL", Good with { DefaultBaseUrl = new("/v1", UriKind.Relative) } },
        { "default base URL", Good with { DefaultBaseUrl = new("ftp://example.com/v1") } },
        { "default base URL", Good with { DefaultBaseUrl = new("https://me:secret@example.com/v1") } },
        { "default base URL", Good with { DefaultBaseUrl = new("https://example.com/v1?key=1") } },
        { "begin with a slash", Good with { EndpointSuffixes = ["models"] } },
        { "begin with a slash", Good with { UsualPath = "v1" } },
        { "links must be absolute https", Good with { Links = new() { KeyPage = new("javascript:alert(1)") } } },
        { "links must be absolute https", Good with { Links = new() { StatusPage = new("http://example.com") } } },
        { "links must be absolute https", Good with { Links = new() { Documentation = new("/here", UriKind.Relative) } } },
        { "default models", Good with { DefaultModels = [""] } },
        { "default models", Good with { DefaultModels = ["a\u0000b"] } },
        { "no authentication scheme", Good with { AuthSchemes = null! } },
        { "schemes have the same id", Good with { AuthSchemes = [AuthScheme.None, AuthScheme.None] } },
        { "id of each authentication scheme", Good with { AuthSchemes = [new("Bearer token", "Bearer", true)] } },
        { "name of its authentication scheme", Good with { AuthSchemes = [new("bearer", null!, true)] } },
        { "label of the secret", Good with { AuthSchemes = [new("bearer", "Bearer", true) { SecretLabel = null! }] } },
        { "the same key", Good with { Settings = [new("a", "A", SettingKind.Text), new("a", "B", SettingKind.Text)] } },
        { "the key of each field", Good with { Settings = [new("A-b", "A", SettingKind.Text)] } },
        { "label of its field “a”", Good with { Settings = [new("a", "", SettingKind.Text)] } },
        { "a kind that this portal does not know", Good with { Settings = [new("a", "A", (SettingKind)99)] } },
        { "no room", Good with { Settings = [new("a", "A", SettingKind.Text) { MaximumLength = 0 }] } },
        { "smallest number", Good with { Settings = [new("a", "A", SettingKind.Number) { Minimum = 2, Maximum = 1 }] } },
        { "more than one field for headers", Good with { Settings = [new("a", "A", SettingKind.Headers), new("b", "B", SettingKind.Headers)] } },
        { "offers no choices", Good with { Settings = [new("a", "A", SettingKind.Choice)] } },
        { "choices is empty", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [null!] }] } },
        { "have the same value", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [new("x", "X"), new("x", "Y")] }] } },
        { "unknown authentication scheme “basic”", Good with { Settings = [new("a", "A", SettingKind.Text) { AuthSchemes = ["basic"] }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Number) { Default = "many" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Number) { Default = "7", Maximum = 6 }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Boolean) { Default = "yes" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Choice) { Default = "y", Choices = [new("x", "X")] }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Url) { Default = "example.com" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Secret) { Default = "sk-1" }] } },
        { "pattern of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "(", PatternHelp = "No." }] } },
        { "pattern of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = @"(.)\1", PatternHelp = "No." }] } },
        { "pattern of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "[a-z]*" }] } },
        { "pattern of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Number) { Pattern = "[0-9]*", PatternHelp = "No." }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "[a-z]*", PatternHelp = "No.", Default = "7" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "a", PatternHelp = "No.", Default = "a\n" }] } },
        { "more than 50 fields", Good with { Settings = [.. Enumerable.Range(0, 51).Select(i => new SettingField($"f{i}", "F", SettingKind.Text))] } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_declaration_that_cannot_be_used_is_refused_in_words(string words, ProviderType type)
    {
        var refusal = Should.Throw<PluginRefusedException>(() => ProviderTypeCheck.Run(ProviderTypeSnapshot.Take(type)));

        refusal.State.ShouldBe(PluginState.Malfunctioned);
        refusal.Message.ShouldStartWith("Its description cannot be used: ");
        refusal.Message.ShouldContain(words);
    }

    [Fact]
    public void The_copy_says_what_the_original_said()
    {
        var type = Good with
        {
            Description = "Everything.",
            DefaultBaseUrl = new("https://example.com/v1"),
            EndpointSuffixes = ["/models"],
            UsualPath = "/v1",
            Settings = [new("a", "A", SettingKind.Choice) { Help = "h", Placeholder = "p", Default = "x", Required = true, Choices = [new("x", "X")], AuthSchemes = ["bearer"] }, new("b", "B", SettingKind.Text) { Pattern = "[a-z]*", PatternHelp = "Only letters." }],
            DefaultModels = ["m"],
            Links = new() { StatusPage = new("https://example.com/status") },
            Help = new() { ApiKey = "k" },
        };

        var copy = ProviderTypeSnapshot.Take(type);

        ProviderTypeCheck.Run(copy);
        JsonSerializer.Serialize(copy).ShouldBe(JsonSerializer.Serialize(type));
        copy.Settings.ShouldNotBeSameAs(type.Settings);
        copy.Settings[0].ShouldNotBeSameAs(type.Settings[0]);
        copy.DefaultBaseUrl.ShouldNotBeSameAs(type.DefaultBaseUrl);
    }
}
