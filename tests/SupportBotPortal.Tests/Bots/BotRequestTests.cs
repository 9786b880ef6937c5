using System.Net;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Bots;

/// <summary>Requests that cannot be answered, each with an error that a client of OpenAI's API understands.</summary>
public sealed class BotRequestTests : IAsyncLifetime
{
    private BotBench bench = null!;

    public static TheoryData<string, string?, string> Malformed => new()
    {
        { "", null, "The request is no valid JSON: see line 1, byte 1." },
        { "{\"model\":\n nonsense}", null, "The request is no valid JSON: see line 2, byte 3." },
        { "{\"model\":\"default\",\"messages\":[{}]} {}", null, "The request is no valid JSON: see line 1, byte 37." },
        { "[1]", null, "The request is to be a JSON object with “model” and “messages”." },
        { "null", null, "The request is to be a JSON object with “model” and “messages”." },
        { "{\"messages\":[{}]}", "model", "The request names no model. Ask for “default”." },
        { "{\"model\":null,\"messages\":[{}]}", "model", "“model” is to be the name of a model, such as “default”." },
        { "{\"model\":7,\"messages\":[{}]}", "model", "“model” is to be the name of a model, such as “default”." },
        { "{\"model\":\"default\"}", "messages", "The request has no messages." },
        { "{\"model\":\"default\",\"messages\":[]}", "messages", "“messages” is empty: there is nothing to answer." },
        { "{\"model\":\"default\",\"messages\":\"Hello\"}", "messages", "“messages” is to be a list of messages." },
        { "{\"model\":\"default\",\"messages\":[{}],\"stream\":\"yes\"}", "stream", "“stream” is to be true or false." },
        { "{\"model\":\"default\",\"messages\":[{}],\"temperature\":\"hot\"}", "temperature", "“temperature” is to be a number." },
        { "{\"model\":\"default\",\"messages\":[{}],\"top_p\":1e999}", "top_p", "“top_p” is to be a number." },
        { "{\"model\":\"default\",\"messages\":[{}],\"temperature\":-1e300}", "temperature", "“temperature” is to be a number." },
        { "{\"model\":\"default\",\"messages\":[{}],\"stream_options\":{\"a\":1,\"a\":2}}", "stream_options", "A field of “stream_options” is there twice." },
        { "{\"model\":\"default\",\"messages\":[{}],\"models\":[\"dearest/of-all\"]}", "models", "The field “models” would choose other models than the admins of this portal did." },
        { "{\"model\":\"default\",\"fallb\\u0061cks\":[\"x\"],\"messages\":[{}]}", "fallbacks", "The field “fallbacks” would choose other models than the admins of this portal did." },
        { "{\"model\":\"default\",\"messages\":[{}],\"max_tokens\":0}", "max_tokens", "“max_tokens” is to be a whole number above 0." },
        { "{\"model\":\"default\",\"messages\":[{}],\"max_completion_tokens\":1.5}", "max_completion_tokens", "“max_completion_tokens” is to be a whole number above 0." },
        { "{\"model\":\"default\",\"messages\":[{}],\"stream_options\":[]}", "stream_options", "“stream_options” is to be an object." },
        { "{\"model\":\"default\",\"mod\\u0065l\":\"other\",\"messages\":[{}]}", "model", "The field “model” is there twice." },
        { "{\"model\":\"default\",\"messages\":" + new string('[', 70) + new string(']', 70) + "}", null, "The request is no valid JSON: see line 1, byte" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_wrong_with_a_request_is_said_and_nobody_is_asked(string body, string? param, string message)
    {
        using var bot = await bench.BotAsync();

        var refused = await bot.ChatAsync(body);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest, refused.Text);
        ((string?)refused.Error["type"]).ShouldBe("invalid_request_error");
        ((string?)refused.Error["param"]).ShouldBe(param);
        ((string?)refused.Error["message"])!.ShouldStartWith(message);
        refused.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        bench.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_is_too_large_is_refused_whether_or_not_it_says_so(bool saysSo)
    {
        using var bot = await bench.BotAsync();
        using var content = BotBench.Json("{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + new string('x', 1 << 20) + "\"}]}");
        if (!saysSo) bot.DefaultRequestHeaders.TransferEncodingChunked = true;

        var refused = await BotReply.OfAsync(await bot.PostAsync("chat/completions", content, BotBench.Token));

        refused.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ((string?)refused.Error["message"]).ShouldBe("The request has more than 1 MiB, which is the most that this portal takes.");
    }

    [Theory]
    [InlineData("GET", "chat/completions", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("POST", "models", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [InlineData("POST", "embeddings", HttpStatusCode.NotFound, "unknown_url")]
    [InlineData("GET", "", HttpStatusCode.NotFound, "unknown_url")]
    public async Task What_the_portal_does_not_offer_is_said_in_the_same_form(string method, string path, HttpStatusCode status, string code)
    {
        using var bot = await bench.BotAsync();

        var refused = await BotReply.OfAsync(await bot.SendAsync(new(new(method), path), BotBench.Token));

        refused.Status.ShouldBe(status);
        ((string?)refused.Error["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task Before_a_model_is_chosen_a_bot_is_told_what_its_admin_does()
    {
        await using var fresh = await BotBench.StartAsync();
        using var bot = await fresh.BotAsync();

        var refused = await bot.HelloAsync();

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)refused.Error["message"]).ShouldBe("No model is chosen in the portal yet. An admin chooses one under Model & generation.");
        (await bot.AskAsync("models")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_that_is_said_without_a_name_of_the_inside()
    {
        await bench.ChangeAsync("custom", p => p.IsActive = false);
        using var bot = await bench.BotAsync();

        var refused = await bot.HelloAsync();

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string?)refused.Error["code"]).ShouldBe("no_model_available");
    }

    [Fact]
    public async Task More_requests_than_a_token_may_make_in_a_minute_are_refused_with_when_to_come_again()
    {
        using var busy = bench.Bot((await bench.MakeTokenAsync(perMinute: "2")).Token);
        using var other = await bench.BotAsync();
        await busy.HelloAsync();
        await busy.HelloAsync();

        var refused = await busy.HelloAsync();

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        ((string?)refused.Error["message"]).ShouldBe("This bot token has made as many requests as it may in a minute.");
        refused.Response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(61));
        (await other.HelloAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_requests_at_the_same_time_than_a_token_may_have_are_refused_before_their_bodies_are_read()
    {
        await using var narrow = await BotBench.StartAsync(("Bots:AtOnceForOneToken", "1"));
        await narrow.AddAsync("Silent", "custom", ["fake-small"], FakeBehaviour.Hang);
        await narrow.ChooseAsync("silent/fake-small");
        using var bot = await narrow.BotAsync();
        using var other = await narrow.BotAsync();
        using var leaving = new CancellationTokenSource();
        using var content = BotBench.Json("""{"model":"default","messages":[{"role":"user","content":"Hi"}]}""");
        var first = bot.PostAsync("chat/completions", content, leaving.Token);
        await narrow.Fake.WaitForRequestsAsync(1, BotBench.Token);

        var refused = await bot.ChatAsync("this is not even JSON");

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        ((string?)refused.Error["message"]).ShouldBe("This bot token has as many requests under way as it may have at the same time. Wait for one of them to end.");
        (await other.ChatAsync("this is not even JSON")).Status.ShouldBe(HttpStatusCode.BadRequest);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await narrow.Asked[0].Aborted.WaitAsync(TimeSpan.FromSeconds(20), BotBench.Token);
    }

    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync(("Bots:MaximumRequestMiB", "1"));
        await bench.AddAsync("Custom", "custom", ["fake-small"]);
        await bench.ChooseAsync("custom/fake-small");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
