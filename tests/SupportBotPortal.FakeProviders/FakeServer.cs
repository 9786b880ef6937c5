using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SupportBotPortal.FakeProviders.Tls;

namespace SupportBotPortal.FakeProviders;

/// <summary>The web server of a fake: ports, recording, and who answers.</summary>
internal static class FakeServer
{
    public static WebApplication Build(FakeOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 16 << 20;
            Listen(kestrel, options.HttpPort, null);
            foreach (var kind in Enum.GetValues<FakeCertificate>())
                Listen(kestrel, options.HttpsPort == 0 ? 0 : options.HttpsPort + (int)kind, kind);
        });
        builder.Services.AddSingleton(options);
        return builder.Build();
    }

    public static async Task AnswerAsync(FakeUpstream fake, HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, fake.Stopping);
        try
        {
            await AnswerAsync(fake, context, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task AnswerAsync(FakeUpstream fake, HttpContext context, CancellationToken cancellationToken)
    {
        var route = FakeRoute.Parse(context.Request.Path.Value ?? "");
        var request = await RecordAsync(fake, context, route, cancellationToken);
        if (fake.Handler is { } handler)
            await handler(context);
        else if (route is not null)
            await route.Vendor.AnswerAsync(fake, context, route, request, cancellationToken);
        else
            await Welcome.AnswerAsync(context);
    }

    private static async Task<FakeRequest> RecordAsync(FakeUpstream fake, HttpContext context, FakeRoute? route, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(cancellationToken);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.RequestAborted.Register(() => aborted.TrySetResult());
        var request = new FakeRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "",
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body)
        {
            Endpoint = route?.Endpoint ?? FakeEndpoint.All,
            Aborted = aborted.Task,
        };
        fake.Log.Add(request);
        return request;
    }

    private static void Listen(KestrelServerOptions kestrel, int port, FakeCertificate? certificate)
    {
        // A port of one's choice is for people, who type "localhost": both loopback addresses. Kestrel cannot pick one free port for both.
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else
            kestrel.ListenLocalhost(port, Configure);

        void Configure(ListenOptions listen)
        {
            if (certificate is { } kind)
                listen.UseHttps(FakeCertificates.Get(kind));
        }
    }
}
