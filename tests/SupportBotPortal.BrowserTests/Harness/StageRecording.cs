using Microsoft.Playwright;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>What the stages of a test looked like, one after the other, as “Address=good Connection=busy …”.</summary>
internal static class StageRecording
{
    public static Task RecordStagesAsync(this IPage page) => page.EvaluateAsync("""
        () => {
          window.seen = [];
          const look = () => {
            const now = [...document.querySelectorAll("#test-panel .stage")].map(s => s.dataset.stage + "=" + s.className.split("stage-")[1]).join(" ");
            if (now && window.seen.at(-1) !== now) window.seen.push(now);
          };
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }
        """);

    public static Task<string[]> RecordedStagesAsync(this IPage page) => page.EvaluateAsync<string[]>("() => window.seen");
}
