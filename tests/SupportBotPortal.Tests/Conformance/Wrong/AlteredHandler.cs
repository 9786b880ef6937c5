namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Stands between a plugin and the portal's client, and changes what is sent.</summary>
internal sealed class AlteredHandler(HttpClient portal, Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> onSend) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var copy = await CopyAsync(request, cancellationToken);
        return await onSend(copy, async again =>
        {
            using var sent = await CopyAsync(again, cancellationToken);
            return await portal.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        });
    }

    // A message can be sent once only.
    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
            copy.Headers.Add(name, values);
        if (request.Content is { } content)
            copy.Content = new StringContent(await content.ReadAsStringAsync(cancellationToken), System.Text.Encoding.UTF8, "application/json");
        return copy;
    }
}
