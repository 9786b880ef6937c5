using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class BadInputPortal : IAsyncLifetime
{
    public PortalFactory Portal { get; } = new()
    {
        Replace = services =>
        {
            StartedPortal.Quick(services);
            services.AddSingleton<INameResolver>(new StubResolver().With("llm.example.com", "93.184.216.34").With("metadata.example.com", "169.254.169.254").With("inside.example.com", "10.1.2.3"));
        },
    };

    public PortalBrowser Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
        await Portal.AddRowAsync("Taken Name", "https://llm.example.com/v1");
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Portal.DisposeAsync();
    }
}

/// <summary>Each is refused at its field, in a sentence; nothing is saved, nothing typed is lost, and the key never comes back.</summary>
public sealed class BadInputTests(BadInputPortal started) : IClassFixture<BadInputPortal>
{
    private const string Key = "sk-typed-1234567890";

    public static TheoryData<string, string, string, string> Fields => new()
    {
        { "Name", "", "#name-help", "Give the provider a name" },
        { "Name", "   ", "#name-help", "Give the provider a name" },
        { "Name", new string('n', 101), "#name-help", "at most 100 characters; this one has 101" },
        { "Name", "Taken Name", "#name-help", "already a provider named" },
        { "Name", "tAKEN  nAME ", "#name-help", "already a provider named" },
        { "Name", "Ｔaken Name", "#name-help", "already a provider named" },
        { "Name", "Hidden\u202Ename", "#name-help", "cannot be seen" },
        { "BaseUrl", "", "#base-url-help", "Enter the address of the API" },
        { "BaseUrl", "garbage", "#base-url-help", "must begin with https://" },
        { "BaseUrl", "https:///v1", "#base-url-help", "names no host" },
        { "BaseUrl", "ftp://llm.example.com/v1", "#base-url-help", "Only http and https" },
        { "BaseUrl", "https://user:pass@llm.example.com/v1", "#base-url-help", "user name or password" },
        { "BaseUrl", "https://llm.example.com/v1?key=1", "#base-url-help", "query" },
        { "BaseUrl", "https://llm.example.com/v1#top", "#base-url-help", "fragment" },
        { "BaseUrl", "http://llm.example.com/v1", "#base-url-help", "must not travel unencrypted" },
        { "BaseUrl", "https://169.254.169.254/v1", "#base-url-help", "No setting allows it" },
        { "BaseUrl", "https://metadata.example.com/v1", "#base-url-help", "No setting allows it" },
        { "BaseUrl", "http://10.1.2.3:8000/v1", "#base-url-help", "Add \"10.1.2.3/32:8000\" to Egress:Allow" },
        { "BaseUrl", "https://inside.example.com/v1", "#base-url-help", "Add \"inside.example.com:443\" to Egress:Allow" },
        { "ApiKey", "sk-\u0001-typed-1234567890", "#api-key-messages", "a character that a key cannot have" },
        { "ApiKey", "sk-typed\r\nX-Evil: 1234567890", "#api-key-messages", "a line break" },
        { "ApiKey", "sk-ü-typed-1234567890", "#api-key-messages", "a character that a key cannot have" },
        { "ApiKey", new string('k', 4097), "#api-key-messages", "at most 4,096 characters; this one has 4,097" },
        { "ModelsText", "fine\n\n\nbell\u0007", "#models-help", "“bell\ufffd” cannot be a model id: it contains a character that cannot be seen" },
        { "ModelsText", "fine\nother\n" + new string('m', 201), "#models-help", "mmmm…” cannot be a model id: it has 201 characters" },
        { "Notes", new string('n', 2001), "#notes-help", "at most 2,000 characters" },
        { "TypeId", "unheard-of", "#type-help", "Choose a type from the list" },
        { "AuthScheme", "mind-reading", "#auth-help", "offered ways to authenticate" },
        { "Environment", "Moon", "#environment-help", "offered" },
        { "Environment", "99", "#environment-help", "offered" },
        { "Settings[token_limit_field]", "other", "#setting-token_limit_field-help", "offered values" },
    };

    public static TheoryData<string, string, string> Headers => new()
    {
        { "Host", "v", "cannot be set" },
        { "content-length", "1", "cannot be set" },
        { "Transfer-Encoding", "chunked", "cannot be set" },
        { "Connection", "close", "cannot be set" },
        { "Keep-Alive", "1", "cannot be set" },
        { "Upgrade", "h2c", "cannot be set" },
        { "TE", "trailers", "cannot be set" },
        { "Cookie", "a=b", "cannot be set" },
        { "Expect", "100-continue", "cannot be set" },
        { "Accept-Encoding", "gzip", "cannot be set" },
        { "Content-Type", "text/plain", "cannot be set" },
        { "Proxy-Authorization", "x", "cannot be set" },
        { "Metadata", "true", "cannot be set" },
        { "Metadata-Flavor", "Google", "cannot be set" },
        { "X-aws-ec2-metadata-token", "x", "cannot be set" },
        { "X-Google-Metadata-Request", "True", "cannot be set" },
        { "Authorization", "Bearer x", "set by “Authentication” above" },
        { "X Bad", "v", "letters, digits and hyphens" },
        { "X-Ok", "", "has no value" },
        { "X-Ok", "a\r\nX-Evil: 1", "control character" },
        { "X-Ok", "ä", "printable ASCII" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public Task A_bad_field_is_refused(string field, string value, string at, string sentence) => RefusedAsync(at, sentence, (field, value));

    [Theory]
    [MemberData(nameof(Headers))]
    public Task A_bad_header_is_refused(string name, string value, string sentence) =>
        RefusedAsync("fieldset div[id]", sentence, ("Headers[0].Name", name), ("Headers[0].Value", value));

    [Fact]
    public Task The_same_header_twice_is_refused() =>
        RefusedAsync("fieldset div[id]", "is there twice", ("Headers[0].Name", "X-Team"), ("Headers[0].Value", "a"), ("Headers[1].Name", "x-team"), ("Headers[1].Value", "b"));

    [Fact]
    public Task More_than_5000_models_are_refused() =>
        RefusedAsync("#models-help", "At most 5,000 models can be kept; there are 5,001.", ("ModelsText", string.Join('\n', Enumerable.Range(0, 5001).Select(n => $"model-{n}"))));

    [Fact]
    public Task A_setting_that_is_too_long_is_refused() =>
        RefusedAsync("#setting-username-help", "at most 200 characters", ("AuthScheme", "basic"), ("Settings[username]", new string('u', 201)));

    [Theory]
    [InlineData("Host", "cannot be set")]
    [InlineData("X-Google-Metadata-Request", "cannot be set")]
    [InlineData("Content-Type", "cannot be set")]
    [InlineData("X Key", "letters, digits and hyphens")]
    [InlineData("X-Key: 1", "letters, digits and hyphens")]
    public Task A_header_that_cannot_carry_a_key_is_refused_at_its_field(string name, string sentence) =>
        RefusedAsync("#setting-header_name-help", sentence, ("AuthScheme", "header"), ("Settings[header_name]", name));

    [Fact]
    public Task The_header_of_the_key_cannot_stand_among_the_others() =>
        RefusedAsync("fieldset div[id]", "carries the key already", ("AuthScheme", "header"), ("Settings[header_name]", "X-Api-Key"), ("Headers[0].Name", "x-api-key"), ("Headers[0].Value", "other"));

    [Fact]
    public Task A_text_that_does_not_fit_its_pattern_is_refused_in_the_plugins_words() =>
        RefusedAsync("#setting-username-help", "cannot contain a colon", ("AuthScheme", "basic"), ("Settings[username]", "rosa:secret"));

    [Fact]
    public Task A_needed_setting_that_is_missing_is_refused() =>
        RefusedAsync("#setting-username-help", "User name is needed", ("AuthScheme", "basic"), ("Settings[username]", " "));

    [Theory]
    [InlineData("organization", "org-ü")]
    [InlineData("organization", "org–1")]
    [InlineData("organization", "org 1")]
    [InlineData("project", "proj_🚀")]
    public Task A_setting_that_no_header_can_carry_is_refused_at_its_field(string setting, string value) =>
        RefusedAsync(Acts.NewOpenAi, $"#setting-{setting}-help", "without spaces", ($"Settings[{setting}]", value));

    private Task RefusedAsync(string at, string sentence, params (string Field, string Value)[] bad) => RefusedAsync(Acts.NewCustom, at, sentence, bad);

    private async Task RefusedAsync(string page, string at, string sentence, params (string Field, string Value)[] bad)
    {
        var typed = new (string Field, string Value)[] { ("Name", "A fine name"), ("BaseUrl", "https://llm.example.com/v1"), ("ApiKey", Key), ("Notes", "kept notes"), ("ModelsText", "one\ntwo"), ("Environment", "Staging") };
        foreach (var htmx in (bool[])[true, false])
        {
            var before = await started.Portal.InDatabaseAsync(db => Task.FromResult((db.Providers.Count(), db.Audit.Count())));
            var answer = htmx ? await started.Admin.SaveFragmentAsync(page, [.. typed, .. bad]) : await started.Admin.SaveAsync(page, [.. typed, .. bad]);

            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text($"{at} .error").ShouldContain(sentence);
            foreach (var (field, value) in typed.Where(t => bad.All(b => b.Field != t.Field)).Concat(bad)) ShouldStillBeThere(answer, field, value);
            answer.Html.ShouldNotContain(Key);
            answer.Html.ShouldNotContain("1234567890");
            (await started.Portal.InDatabaseAsync(db => Task.FromResult((db.Providers.Count(), db.Audit.Count())))).ShouldBe(before);
            answer.Html.Contains("<html", StringComparison.Ordinal).ShouldBe(!htmx);
        }
    }

    private static void ShouldStillBeThere(Answer answer, string field, string value)
    {
        var input = answer.Page.QuerySelector($"[name='Form.{field}']");
        switch (field)
        {
            case "ApiKey" or "Headers[0].Value" or "Headers[1].Value":
                (input?.GetAttribute("value") ?? "").ShouldBeEmpty();
                break;
            case "Notes" or "ModelsText":
                // Without a type there is no list of models to show.
                if (input is not null) input.TextContent.ShouldBe(value);
                break;
            case "Name" or "BaseUrl" or "Headers[0].Name" or "Headers[1].Name" or "Settings[header_name]" or "Settings[username]" or "Settings[organization]" or "Settings[project]":
                if (input is not null) (input.GetAttribute("value") ?? "").ShouldBe(value.Trim().Length == 0 ? "" : value);
                break;
            case "Environment" or "AuthScheme" or "TypeId" or "Settings[token_limit_field]":
                // What was never offered cannot be chosen again; the rest stays chosen.
                var choices = input?.QuerySelectorAll("option").Select(o => o.GetAttribute("value")).ToList() ?? [];
                if (choices.Contains(value)) input!.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe(value);
                break;
            default:
                throw new InvalidOperationException($"Nobody looks whether {field} is kept.");
        }
    }
}
