using Microsoft.AspNetCore.Http;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Holds every answer of the fake until the test lets it go, so that what is shown meanwhile can be looked at.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits at the gate.</summary>
    public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Open() => open.TrySetResult();

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        await open.Task.WaitAsync(cancellationToken);
    }

    /// <summary>A fake that lists three models to whoever brings the key, each answer through the gate.</summary>
    public static Gate Before(FakeUpstream fake, Func<string> key)
    {
        var gate = new Gate();
        fake.Handler = async context =>
        {
            await gate.PassAsync(context.RequestAborted);
            var known = context.Request.Headers.Authorization.ToString() == $"Bearer {key()}";
            context.Response.StatusCode = known ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(known
                ? """{"object":"list","data":[{"id":"alpha","object":"model"},{"id":"beta","object":"model"},{"id":"gamma","object":"model"}]}"""
                : """{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}}""", context.RequestAborted);
        };
        return gate;
    }
}
