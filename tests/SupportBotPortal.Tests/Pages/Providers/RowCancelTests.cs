using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class RowCancelTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Fact]
    public async Task A_test_from_the_row_can_be_cancelled_in_the_row_and_the_row_shows_what_was_before()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Cancel me"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        started.Fake.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var row = await Answer.OfAsync(await started.Admin.PostAsync("/providers", $"/providers/{slug}/test", [], htmx: true));
        var run = Acts.RunIn(row.Html);
        var reloaded = (await started.Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!;
        var cancel = reloaded.QuerySelector("[data-label=Health] button")!;
        cancel.TextContent.ShouldBe("Cancel test of Cancel me");

        (await started.Admin.PostAsync("/providers", cancel.GetAttribute("formaction")!, [])).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var stream = await started.Admin.StreamAsync(run);
        stream.ShouldContain("event: row");
        stream[stream.LastIndexOf("event: row", StringComparison.Ordinal)..].ShouldContain("Healthy");
    }
}
