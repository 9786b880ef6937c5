using System.Net;
using System.Text.RegularExpressions;

namespace SupportBotPortal.Benchmarks;

/// <summary>A person's browser without a browser: cookies and forms.</summary>
internal sealed partial class SignedInClient : IDisposable
{
    private readonly HttpClient http;

    public SignedInClient(string url) => http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(10) };

    public HttpClient Http => http;

    /// <summary>Becomes the owner by the setup link.</summary>
    public async Task SetUpAsync(PortalProcess portal)
    {
        var link = new Uri((await File.ReadAllTextAsync(Path.Combine(portal.Data, "setup-link.txt"))).Trim());
        using var answer = await PostAsync(link.PathAndQuery, link.PathAndQuery, [new("Input.Email", "owner@example.com"), new("Input.Password", "seven green tractors"), new("Input.Repeat", "seven green tractors")]);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Setup answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task SignInAsync()
    {
        using var answer = await PostAsync("/sign-in", "/sign-in", [new("Input.Email", "owner@example.com"), new("Input.Password", "seven green tractors")]);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
    }

    public async Task<HttpResponseMessage> PostAsync(string page, string path, List<KeyValuePair<string, string>> fields, bool htmx = false)
    {
        var form = await http.GetStringAsync(page);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", Token().Match(form).Groups[1].Value)]),
        };
        if (htmx) request.Headers.Add("HX-Request", "true");
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
