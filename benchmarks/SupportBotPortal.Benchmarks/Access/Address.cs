using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SupportBotPortal.Benchmarks.Access;

/// <summary>Somebody at an address of his own, all of which are this machine's, who holds the form of the sign-in page and nothing else.</summary>
internal sealed partial class Address : IDisposable
{
    private readonly HttpClient http;
    private readonly string cookie;
    private readonly string token;

    private Address(HttpClient http, string cookie, string token)
    {
        this.http = http;
        this.cookie = cookie;
        this.token = token;
    }

    public static async Task<Address> ArriveAsync(string url, IPAddress address)
    {
        var http = new HttpClient(From(address)) { BaseAddress = new Uri(url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)), Timeout = TimeSpan.FromMinutes(2) };
        using var form = await http.GetAsync("/sign-in");
        form.EnsureSuccessStatusCode();
        // Sent along by hand: a session that it signed in to must not come along.
        var cookie = string.Join("; ", form.Headers.GetValues("Set-Cookie").Select(value => value.Split(';')[0]));
        return new(http, cookie, Token().Match(await form.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    public async Task<HttpStatusCode> SignInAsync(string email, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Input.Email", email), new("Input.Password", password), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler From(IPAddress address) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
