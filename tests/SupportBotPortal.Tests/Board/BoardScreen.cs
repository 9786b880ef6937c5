using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Board;

/// <summary>A screen that follows the board, on a socket of its own.</summary>
internal sealed class BoardScreen : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;

    private BoardScreen(HttpResponseMessage response, StreamReader reader) => (this.response, this.reader) = (response, reader);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<BoardScreen> OpenAsync(PortalBrowser browser, string path)
    {
        var response = await browser.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(Token)));
    }

    /// <returns>The next event and its data; <see langword="null"/> at the end of the stream.</returns>
    public async Task<(string Name, string Data)?> NextAsync()
    {
        var (name, data) = ("", new List<string>());
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            if (line.Length == 0 && name.Length > 0) return (name, string.Join('\n', data));
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data.Add(line[6..]);
        }

        return null;
    }

    /// <summary>The next board, past signs of life.</summary>
    public async Task<string> BoardAsync()
    {
        while (await NextAsync() is { } next)
            if (next.Name == "board") return next.Data;
        throw new InvalidOperationException("The stream ended.");
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
