using System.Text;
using SupportBotPortal.FakeProviders.Google;
using SupportBotPortal.FakeProviders.OpenAi;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders;

/// <summary>Ways of failing that no protocol is needed for.</summary>
internal static class Misbehaviour
{
    private const string LoginPage = "<!doctype html><html><head><title>Sign in</title></head><body><form action=\"/login\"></form></body></html>";

    /// <returns>Whether it answered; if not, the protocol does.</returns>
    public static async Task<bool> TryAsync(FakeUpstream fake, HttpContext context, FakeRoute route, FakeBehaviour behaviour, CancellationToken cancellationToken)
    {
        var response = context.Response;
        switch (behaviour)
        {
            case Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return true;
            case HangAfterHeaders:
                response.ContentType = "application/json";
                await response.StartAsync(cancellationToken);
                await response.Body.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return true;
            case Drip:
                response.Body = new DrippingStream(response.Body, fake.Options.DripInterval);
                return false;
            case ConnectionReset:
                context.Abort();
                return true;
            case RedirectSameHost:
                return Redirect(response, $"/{route.Vendor.Name}/ok/{route.Vendor.Version}/{route.Rest}");
            case RedirectOtherHost:
                return Redirect(response, $"https://redirected.invalid/v1/{route.Rest}");
            case RedirectToTarget:
                return Redirect(response, fake.RedirectTarget?.AbsoluteUri ?? throw new InvalidOperationException($"Set {nameof(FakeUpstream.RedirectTarget)} first."));
            case HtmlWith200:
                return await SendAsync(response, 200, "text/html; charset=utf-8", LoginPage, cancellationToken);
            case ServerErrorHtml:
                return await SendAsync(response, 500, "text/html", "<html><body><h1>Internal Server Error</h1></body></html>", cancellationToken);
            case Garbage:
                return await SendAsync(response, 200, "application/json", "\u0000\u0001}{]\u2603 not json", cancellationToken);
            case WrongJson:
                return await SendAsync(response, 200, "application/json", """{"status":"up","version":"1.2.3"}""", cancellationToken);
            case TruncatedJson:
                return await SendAsync(response, 200, "application/json", """{"object":"list","data":[{"id":"gpt-6-as""", cancellationToken);
            case EmptyBody:
                response.ContentType = "application/json";
                return true;
            case HugeBody:
                await SendHugeAsync(response, cancellationToken);
                return true;
            case GzipBomb:
                response.ContentType = "application/json";
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(Bomb.Gzip, cancellationToken);
                return true;
            case MillionModels:
                await SendMillionModelsAsync(response, route.Vendor.Name, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private static bool Redirect(HttpResponse response, string location)
    {
        response.Redirect(location);
        return true;
    }

    private static async Task<bool> SendAsync(HttpResponse response, int status, string contentType, string body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        await response.WriteAsync(body, cancellationToken);
        return true;
    }

    private static async Task SendHugeAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        await response.WriteAsync("""{"object":"list","data":[{"object":"model","created":1,"owned_by":"fake","id":" """.TrimEnd(), cancellationToken);
        var block = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        for (var sent = 0; sent < 100; sent++)
            await response.Body.WriteAsync(block, cancellationToken);
        await response.WriteAsync("\"}]}", cancellationToken);
    }

    private static async Task SendMillionModelsAsync(HttpResponse response, string vendor, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        var google = vendor == "google";
        await response.WriteAsync(google ? """{"models":[""" : """{"object":"list","data":[""", cancellationToken);
        for (var thousand = 0; thousand < 1000; thousand++)
        {
            var models = Enumerable.Range(thousand * 1000, 1000).Select(n => $"model-{n}").Select(id => (google ? GoogleBodies.Model(id) : OpenAiBodies.Model(id)).ToJsonString());
            await response.WriteAsync((thousand == 0 ? "" : ",") + string.Join(',', models), cancellationToken);
        }

        await response.WriteAsync("]}", cancellationToken);
    }
}
