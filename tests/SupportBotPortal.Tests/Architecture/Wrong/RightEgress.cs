namespace SupportBotPortal.Tests.Architecture.Wrong.Egress;

/// <summary>Right, for contrast.</summary>
public sealed class MakesAClientHere
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler());
}
