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
        { "its description is longer than 2000", Good with { Description = new('x', 2001) } },
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
        { "the id of its authentication scheme “Bearer token”", Good with { AuthSchemes = [new("Bearer token", "Bearer", true)] } },
        { "name of its authentication scheme", Good with { AuthSchemes = [new("bearer", null!, true)] } },
        { "label of the secret", Good with { AuthSchemes = [new("bearer", "Bearer", true) { SecretLabel = null! }] } },
        { "the same key “a”", Good with { Settings = [new("a", "A", SettingKind.Text), new("a", "B", SettingKind.Text)] } },
        { "the key of its field “A-b” must begin with a lower-case letter", Good with { Settings = [new("A-b", "A", SettingKind.Text)] } },
        { "the key of its field “2fa” must begin with a lower-case letter", Good with { Settings = [new("2fa", "A", SettingKind.Text)] } },
        { "the key of its field “_x” must begin with a lower-case letter", Good with { Settings = [new("_x", "A", SettingKind.Text)] } },
        { "the key of its field “?a”", Good with { Settings = [new("\u202ea", "A", SettingKind.Text)] } },
        { "label of its field “a”", Good with { Settings = [new("a", "", SettingKind.Text)] } },
        { "a kind that this portal does not know", Good with { Settings = [new("a", "A", (SettingKind)99)] } },
        { "no room", Good with { Settings = [new("a", "A", SettingKind.Text) { MaximumLength = 0 }] } },
        { "smallest number", Good with { Settings = [new("a", "A", SettingKind.Number) { Minimum = 2, Maximum = 1 }] } },
        { "more than one field for headers", Good with { Settings = [new("a", "A", SettingKind.Headers), new("b", "B", SettingKind.Headers)] } },
        { "offers no choices", Good with { Settings = [new("a", "A", SettingKind.Choice)] } },
        { "choices of its field “a” is empty", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [null!] }] } },
        { "have the same value", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [new("x", "X"), new("x", "Y")] }] } },
        { "unknown authentication scheme “basic”", Good with { Settings = [new("a", "A", SettingKind.Text) { AuthSchemes = ["basic"] }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Number) { Default = "many" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Number) { Default = "7", Maximum = 6 }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Boolean) { Default = "yes" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Choice) { Default = "y", Choices = [new("x", "X")] }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Url) { Default = "example.com" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Secret) { Default = "sk-1" }] } },
        { "the pattern of its field “a” is not a regular expression", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "(", PatternHelp = "No." }] } },
        { "no look-around and no back-references", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = @"(.)\1", PatternHelp = "No." }] } },
        { "without a sentence", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "[a-z]*" }] } },
        { "the pattern of its field “a” is of no use", Good with { Settings = [new("a", "A", SettingKind.Number) { Pattern = "[0-9]*", PatternHelp = "No." }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "[a-z]*", PatternHelp = "No.", Default = "7" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Pattern = "a", PatternHelp = "No.", Default = "a\n" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.Text) { Default = "a\u001bb" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.HeaderName) { Default = "X-Key\r\nX-Other" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.HeaderName) { Default = "X Key" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.HeaderName) { Default = "host" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.HeaderName) { Default = "Transfer-Encoding" }] } },
        { "default of its field “a”", Good with { Settings = [new("a", "A", SettingKind.HeaderName) { Default = new('x', 101) }] } },
        { "display name", Good with { DisplayName = "Open\u202eIA" } },
        { "its description has a character that cannot be seen", Good with { Description = "a\u200bb" } },
        { "help texts has a character that cannot be seen", Good with { Help = new() { ApiKey = "\u2066" } } },
        { "label of its field “a”", Good with { Settings = [new("a", "A\u202e", SettingKind.Text)] } },
        { "a text of its field “a” has a character", Good with { Settings = [new("a", "A", SettingKind.Text) { Help = "\u202e" }] } },
        { "the choice “x” of its field “a” has a character", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [new("x", "\u202eX")] }] } },
        { "name of its authentication scheme “bearer”", Good with { AuthSchemes = [new("bearer", "B\u202e", true)] } },
        { "the help of its field “a” is longer than 2000", Good with { Settings = [new("a", "A", SettingKind.Text) { Help = new('x', 2001) }] } },
        { "a choice of its field “a” is longer than 2000", Good with { Settings = [new("a", "A", SettingKind.Choice) { Choices = [new("x", new('x', 2001))] }] } },
        { "the address of its page for keys is longer than 2000", Good with { Links = new() { KeyPage = new("https://example.com/" + new string('x', 2000)) } } },
        { "all its texts together are longer than 256 KB", Good with { Settings = [.. Enumerable.Range(0, 50).Select(i => new SettingField($"f{i}", "F", SettingKind.Choice) { Choices = [.. Enumerable.Range(0, 500).Select(j => new SettingChoice($"{j}", new('x', 1900)))] })] } },
        { "more than 50 fields", Good with { Settings = [.. Enumerable.Range(0, 51).Select(i => new SettingField($"f{i}", "F", SettingKind.Text))] } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_declaration_that_cannot_be_used_is_refused_in_words(string words, ProviderType type)
    {
        var refusal = Refusal(type);

        refusal.State.ShouldBe(PluginState.Malfunctioned);
        refusal.Message.ShouldStartWith("Its description cannot be used: ");
        refusal.Message.ShouldContain(words);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var refusal = Refusal(Good with { DisplayName = "", Settings = [new("2fa", "", SettingKind.Text) { Default = "\n" }], Description = new('x', 2001) });

        refusal.Message.ShouldBe("Its description cannot be used: its description is longer than 2000 characters; its display name must have 1 to 60 visible characters; "
            + "the key of its field “2fa” must begin with a lower-case letter and have only lower-case letters, digits and underscores, at most 40; "
            + "the label of its field “2fa” must have 1 to 60 visible characters; the default of its field “2fa” is not a value of that field.");
    }

    [Fact]
    public void Of_many_faults_five_are_said_and_the_rest_are_counted()
    {
        var refusal = Refusal(Good with { Settings = [.. Enumerable.Range(0, 50).Select(i => new SettingField($"f{i}", "", SettingKind.Text))] });

        refusal.Message.ShouldContain("“f4”");
        refusal.Message.ShouldNotContain("“f5”");
        refusal.Message.ShouldEndWith("; and 45 more.");
    }

    [Fact]
    public void A_list_that_never_ends_and_is_empty_all_along_is_given_up() =>
        Refusal(Good with { DefaultModels = new Nothings() }).Message.ShouldContain("one of its default models is empty; it declares more than 1000 default models");

    [Fact]
    public void Sentences_may_have_several_lines_and_headers_any_usual_name()
    {
        var type = Good with { Description = "One.\r\nTwo.", Settings = [new("h", "H", SettingKind.HeaderName) { Default = "X-Api-Key", Help = "a\tb" }] };
        var faults = new DeclarationFaults();

        Should.NotThrow(() => ProviderTypeCheck.Run(ProviderTypeSnapshot.Take(type, faults), faults));
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

        var faults = new DeclarationFaults();
        var copy = ProviderTypeSnapshot.Take(type, faults);

        ProviderTypeCheck.Run(copy, faults);
        JsonSerializer.Serialize(copy).ShouldBe(JsonSerializer.Serialize(type));
        copy.Settings.ShouldNotBeSameAs(type.Settings);
        copy.Settings[0].ShouldNotBeSameAs(type.Settings[0]);
        copy.DefaultBaseUrl.ShouldNotBeSameAs(type.DefaultBaseUrl);
    }

    private static PluginRefusedException Refusal(ProviderType type)
    {
        var faults = new DeclarationFaults();
        return Should.Throw<PluginRefusedException>(() => ProviderTypeCheck.Run(ProviderTypeSnapshot.Take(type, faults), faults));
    }

    private sealed class Nothings : IReadOnlyList<string>
    {
        public int Count => int.MaxValue;

        public string this[int index] => null!;

        public IEnumerator<string> GetEnumerator()
        {
            while (true) yield return null!;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
