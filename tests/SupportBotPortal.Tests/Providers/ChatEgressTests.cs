using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>The third way out of a plugin, after test and discovery: its chat client, as loaded by the portal's own loader.</summary>
public sealed class ChatEgressTests
{
    private const string Key = "sk-never-to-be-seen-4711";

    [Theory]
    [InlineData("openai", "http://127.0.0.1:{0}/v1")]
    [InlineData("openai", "http://localhost:{0}/v1")]
    [InlineData("openai", "http://2130706433:{0}/v1")]
    [InlineData("openai", "http://[::ffff:127.0.0.1]:{0}/v1")]
    [InlineData("anthropic", "http://127.0.0.1:{0}/v1")]
    [InlineData("anthropic", "http://localhost:{0}/v1")]
    [InlineData("custom", "http://127.0.0.1:{0}/v1")]
    [InlineData("custom", "http://0177.0.0.1:{0}/v1")]
    [InlineData("custom", "http://localhost.:{0}/v1")]
    public async Task A_chat_with_an_address_that_is_not_allowed_opens_no_connection(string type, string format)
    {
        using var trap = new Trap();
        await using var portal = new PortalFactory { Settings = new Dictionary<string, string?> { ["Egress:Allow:0"] = "loopback:1" } };
        await using var client = await ConnectAsync(portal, type, string.Format(null, format, trap.Port));
        using var chat = client.CreateChatClient("some-model");

        var plain = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken));
        var streamed = await Should.ThrowAsync<ProviderFailureException>(async () =>
        {
            await foreach (var _ in chat.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken)) break;
        });

        foreach (var failure in (ProviderFailureException[])[plain, streamed]) failure.Cause.ShouldBe(FailureCause.AddressRefused);
        trap.WasCalled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("custom")]
    public async Task A_chat_that_is_redirected_sends_nothing_to_the_second_host(string type)
    {
        using var trap = new Trap();
        await using var fake = await FakeUpstream.StartAsync();
        fake.RedirectTarget = new Uri($"http://127.0.0.1:{trap.Port}/v1/chat/completions");
        fake.Behave(FakeBehaviour.RedirectOtherHost);
        await using var portal = new PortalFactory();
        await using var client = await ConnectAsync(portal, type, fake.Url(type).AbsoluteUri);
        using var chat = client.CreateChatClient("some-model");

        var failure = await Should.ThrowAsync<Exception>(() => chat.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken));

        failure.Message.ShouldNotContain(Key);
        trap.WasCalled.ShouldBeFalse();
        fake.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("custom")]
    public async Task A_chat_with_an_allowed_provider_really_generates_plain_and_streamed(string type)
    {
        await using var fake = await FakeUpstream.StartAsync();
        fake.Options.OpenAiKey = fake.Options.AnthropicKey = fake.Options.CustomKey = Key;
        fake.Models = ["the-model"];
        fake.Reply = "Hello yourself.";
        await using var portal = new PortalFactory();
        await using var client = await ConnectAsync(portal, type, fake.Url(type).AbsoluteUri);
        using var chat = client.CreateChatClient("the-model");

        var plain = await chat.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);
        var streamed = await chat.GetStreamingResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken);

        plain.Text.ShouldBe(fake.Reply);
        streamed.Text.ShouldBe(fake.Reply);
    }

    private static Task<IProviderClient> ConnectAsync(PortalFactory portal, string type, string baseUrl) =>
        portal.Services.GetRequiredService<ProviderConnector>().ConnectAsync(
            new ConnectionDraft
            {
                TypeId = type,
                BaseUrl = new Uri(baseUrl),
                Credential = new ProviderCredential("bearer", Key),
                Settings = ProviderSettings.Empty,
                Secrets = [Key],
            },
            EgressProfile.Chat,
            TestContext.Current.CancellationToken);
}
