using System.Net;
using System.Net.Sockets;
using McMaster.NETCore.Plugins;
using NSec.Cryptography;
using SupportBotPortal.Tests.Architecture.Wrong.Secrets;

namespace SupportBotPortal.Tests.Architecture.Wrong.Providers;

// Deliberately wrong: the rules must find each of them.
public sealed class MakesAClient
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler());
}

public static class UsesAClient
{
    public static Task<string> Ask(HttpClient client) => client.GetStringAsync(new Uri("https://example.com"));
}

public static class ResolvesInALambda
{
    public static Func<Task<bool>> Later { get; } = async () =>
    {
        var addresses = await Dns.GetHostAddressesAsync("example.com");
        using var socket = new Socket(addresses[0].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        return socket.Connected;
    };
}

public sealed class KnowsTheCipher
{
    public IReadOnlyList<Key?> Keys { get; } = [];
}

public static class KnowsTheLoader
{
    public static bool Is(object loader) => loader is PluginLoader;
}

public static class ReachesInto
{
    public static object Make()
    {
        AsksAProvider.HiddenMethod();
        if (AsksAProvider.Inner.Value == 0) return "";
        return new Hidden();
    }
}
