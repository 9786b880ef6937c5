using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>
/// What must not happen on any page: console errors (a violated Content-Security-Policy is one), exceptions, answers of
/// 500 and above. A refused form (422) is content; other refusals are said by the test that provokes them.
/// </summary>
public sealed class PageWatch
{
    private readonly ConcurrentQueue<string> problems = new();
    private readonly List<int> expected = [422];
    private bool refusesStream;

    public PageWatch(IBrowserContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsExpected(message.Text)) problems.Enqueue($"console {message.Type} on {message.Page?.Url}: {message.Text}");
        };
        context.WebError += (_, error) => problems.Enqueue($"exception on {error.Page?.Url}: {error.Error}");
        context.Response += (_, response) =>
        {
            if (response.Status >= 500 && !expected.Contains(response.Status)) problems.Enqueue($"{response.Status} from {response.Url}");
        };
    }

    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>This test provokes answers with this status; browsers report them on the console.</summary>
    public void Expect(int status) => expected.Add(status);

    /// <summary>This test provokes a stream that is refused; htmx's extension reports the browser's event, which has no text.</summary>
    public void ExpectRefusedStream() => refusesStream = true;

    // Chromium: "Failed to load resource: … status of 403 (Forbidden)"; htmx: "Response Status Error Code 403 from /…".
    private bool IsExpected(string text) =>
        (refusesStream && text == "[object Event]")
        || IsReplaced(text)
        || expected.Exists(status => text.Contains($"status of {status} ", StringComparison.Ordinal) || text.Contains($"Error Code {status} ", StringComparison.Ordinal));

    // What somebody types replaces the request of what he had typed (hx-sync), and htmx reports the one that was given up like one that
    // failed. One that failed for another reason is reported a second time, by that reason.
    private static bool IsReplaced(string text) => text.StartsWith("htmx:sendAbort,", StringComparison.Ordinal) || text.StartsWith("htmx:afterRequest,", StringComparison.Ordinal);
}
