using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>A receiver of webhooks on a real socket.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebhookReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = [];

    public string Url => app.Urls.First() + "/hooks/portal";

    /// <summary>Answers; by default 204.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public void AnswerWith(int status, Action<IHeaderDictionary>? headers = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        headers?.Invoke(context.Response.Headers);
        return Task.CompletedTask;
    };

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits until so many have come in all.</summary>
    public async Task WaitAsync(int count)
    {
        while (true)
        {
            Task next;
            lock (gate) next = arrived.Task;
            if (Received.Count >= count) return;
            await next.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As <c>docs/alerts.md</c> tells receivers to do it.</summary>
    public static bool IsGenuine(ReceivedWebhook received, string secret, DateTimeOffset now)
    {
        var timestamp = received.Headers["X-SupportBot-Timestamp"];
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) > 300) return false;
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. received.Body]);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes("v1=" + Convert.ToHexString(hash).ToLowerInvariant()), Encoding.ASCII.GetBytes(received.Headers["X-SupportBot-Signature"]));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Received.Enqueue(new(context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        TaskCompletionSource waited;
        lock (gate) (waited, arrived) = (arrived, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waited.SetResult();
        await Answer(context);
    }
}
