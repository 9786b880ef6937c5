using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Providers;

public sealed class BaseUrlHealingTests
{
    private static readonly ProviderType OpenAi = new()
    {
        Id = "openai",
        DisplayName = "OpenAI",
        DefaultBaseUrl = new("https://api.openai.com/v1"),
        EndpointSuffixes = ["/chat/completions", "/completions", "/models"],
        UsualPath = "/v1",
        AuthSchemes = [AuthScheme.Bearer],
    };

    [Theory]
    [InlineData("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1")]
    [InlineData("https://api.openai.com/v1/models/", "https://api.openai.com/v1")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1")]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1")]
    [InlineData("  \"https://api.openai.com/v1\" ", "https://api.openai.com/v1")]
    [InlineData("<https://api.openai.com/v1>", "https://api.openai.com/v1")]
    [InlineData("https://llm.example.com/tenant/v1", "https://llm.example.com/tenant/v1")]
    [InlineData("http://models", "http://models")]
    [InlineData("http://completions/", "http://completions")]
    [InlineData("http://models:8000/models", "http://models:8000")]
    [InlineData("models", "models")]
    [InlineData("https://", "https://")]
    public void What_people_paste_becomes_a_base_url(string pasted, string meant) => BaseUrlHealing.Heal(pasted, OpenAi).Text.ShouldBe(meant);

    [Theory]
    [InlineData("llm.example.com/v1", "https://llm.example.com/v1")]
    [InlineData("localhost:11434/v1", "http://localhost:11434/v1")]
    [InlineData("127.0.0.1:8000", "http://127.0.0.1:8000")]
    [InlineData("not an address", null)]
    [InlineData("", null)]
    public void A_missing_scheme_is_offered_and_not_applied(string typed, string? offer)
    {
        var healed = BaseUrlHealing.Heal(typed, OpenAi);

        (healed.Text, healed.Offer).ShouldBe((typed, offer));
    }

    [Fact]
    public void A_missing_path_on_another_host_is_offered_and_not_applied()
    {
        var healed = BaseUrlHealing.Heal("https://llm.example.com", OpenAi);

        (healed.Text, healed.Offer).ShouldBe(("https://llm.example.com", "https://llm.example.com/v1"));
        healed.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_offered_for_a_scheme_that_is_never_called() => BaseUrlHealing.Heal("ftp://llm.example.com", OpenAi).Offer.ShouldBeNull();

    [Fact]
    public void An_endless_paste_is_left_alone()
    {
        var endless = "https://api.openai.com/v1" + string.Concat(Enumerable.Repeat("/models", 100_000));

        var healed = BaseUrlHealing.Heal(endless, OpenAi);

        healed.Text.ShouldBeSameAs(endless);
        healed.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Removing_endings_stops_after_two() =>
        BaseUrlHealing.Heal("https://a.example/v1" + string.Concat(Enumerable.Repeat("/models", 200)), OpenAi).Notes.Count.ShouldBe(2);
}
