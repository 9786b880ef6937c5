using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Posts messages as signed JSON.</summary>
internal sealed class WebhookSender(IEgress egress, SigningSecrets secrets, IOptions<PortalOptions> portal, TimeProvider time) : IAlertSender
{
    private const int MostRead = 512;

    private readonly WebhookBody body = new(portal.Value);

    public AlertChannelKind Kind => AlertChannelKind.Webhook;

    public async Task<SendOutcome> SendAsync(AlertChannel channel, AlertMessage message, SentSoFar soFar, CancellationToken cancellationToken)
    {
        if (!WebhookAddress.TryParse(channel.Url, out var url, out var problem)) return new(false, $"Nothing was sent: the channel’s address cannot be used. {problem}");
        var secret = secrets.Open(channel);
        if (secret.Value is not { } signing) return new(false, $"Nothing was sent: the secret that signs messages cannot be opened ({secret.State}). Bring the portal’s master key back, or make a new signing secret.");
        try
        {
            using var client = egress.CreateClient(url, EgressProfile.Webhook);
            using var request = Request(url, message, signing);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Outcome(url, response, await BeginningAsync(response, cancellationToken), message.IsTest) with { Secrets = Hidden(url, signing) };
        }
        catch (EgressException exception)
        {
            return new(false, exception.Message) { Secrets = Hidden(url, signing) };
        }
    }

    private HttpRequestMessage Request(Uri url, AlertMessage message, string signing)
    {
        var bytes = body.Write(message);
        var timestamp = WebhookSignature.Timestamp(time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SupportBotPortal", null));
        request.Headers.Add(WebhookSignature.DeliveryHeader, message.Id.ToString());
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(signing, timestamp, bytes));
        return request;
    }

    private SendOutcome Outcome(Uri url, HttpResponseMessage response, string beginning, bool isTest)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var said = beginning.Length == 0 ? $"{url.Authority} answered {status}." : $"{url.Authority} answered {status}: {beginning}";
        if (response.IsSuccessStatusCode) return new(true, said);
        var gone = isTest ? "an alert would turn the channel off" : "the channel was turned off";
        return new(false, response.StatusCode == HttpStatusCode.Gone ? $"{said} That means that it wants nothing more: {gone}." : said)
        {
            IsGone = response.StatusCode == HttpStatusCode.Gone,
            RetryAfter = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? Pause(response.Headers.RetryAfter) : null,
        };
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? retryAfter) => retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : null);

    /// <summary>The beginning of what it said, if it is text. That it cannot be read to the end changes nothing.</summary>
    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("text/plain" or "application/json" or "application/problem+json")) return "";
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[MostRead];
            var read = await stream.ReadAtLeastAsync(bytes, MostRead, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, read).Trim();
        }
        catch (EgressException)
        {
            return "";
        }
    }

    /// <summary>The path of a webhook's address is a password more often than not.</summary>
    private static IReadOnlyList<string> Hidden(Uri url, string signing) => [signing, .. url.AbsolutePath.Split('/').Where(part => part.Length >= 8)];
}
