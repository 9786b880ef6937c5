using Yarp.ReverseProxy.Forwarder;

namespace SupportBotPortal.Benchmarks.Bare;

/// <summary>The comparison partner of the endpoint: YARP's forwarder, which passes everything on and looks at nothing.</summary>
internal static class BareForwarder
{
    public static async Task RunAsync(string upstream, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        await using var app = builder.Build();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, EnableMultipleHttp2Connections = true });
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Map("/{**rest}", async context => await forwarder.SendAsync(context, upstream, client, ForwarderRequestConfig.Empty, HttpTransformer.Default));
        await app.RunAsync();
    }
}
