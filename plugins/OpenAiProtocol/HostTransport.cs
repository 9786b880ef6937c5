using System.ClientModel.Primitives;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Sends through the portal's client, with the same headers as every other call.</summary>
/// <remarks>The vendor's library adds headers without validation; here, on the message itself, <c>Headers.Add</c> refuses line breaks.</remarks>
internal sealed class HostTransport(HttpClient http, RequestHeaders headers, bool withCredential) : HttpClientPipelineTransport(http)
{
    protected override void OnSendingRequest(PipelineMessage message, HttpRequestMessage httpRequest) =>
        headers.Apply(httpRequest.Headers, withCredential);
}
