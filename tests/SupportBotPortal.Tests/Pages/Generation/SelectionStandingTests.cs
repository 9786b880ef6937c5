using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>What becomes of the selection when its provider does, said here and on the dashboard at once.</summary>
public sealed class SelectionStandingTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    public static TheoryData<string, string, string> Losses => new()
    {
        { "inactive", "Main is inactive. Bots get their answers from [Spare] other meanwhile.", "Inactive" },
        { "deleted", "Main was deleted. Bots get their answers from [Spare] other meanwhile.", "Deleted" },
        { "destroyed", "Main was deleted for good. Bots get their answers from [Spare] other meanwhile.", "Gone" },
        { "keyless", "Main has no API key. Bots get their answers from [Spare] other meanwhile.", "No key" },
        { "down", "Main is down. Bots get their answers from [Spare] other meanwhile.", "Down" },
        { "plugin", "The plugin of Main is not loaded. Bots get their answers from [Spare] other meanwhile.", "Plugin missing" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_selection_that_cannot_answer_is_told_with_who_answers_meanwhile(string loss, string sentence, string badge)
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "spare/other"));
        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem").ShouldBeNull();

        await LoseAsync(loss);

        var page = await bench.Admin.PageAsync("/generation");
        page.QuerySelector("#selection-problem")!.TextContent.Trim().ShouldBe(sentence);
        page.QuerySelector("dd .badge")!.TextContent.Trim().ShouldBe(badge);
        var line = (await bench.Admin.PageAsync("/")).QuerySelector(".attention")!;
        line.QuerySelector("h2")!.TextContent.ShouldStartWith("Model in production");
        line.QuerySelector(".sub")!.TextContent.ShouldBe(sentence);
        line.QuerySelector("a.btn")!.GetAttribute("href").ShouldBe("/generation");
    }

    [Fact]
    public async Task Without_a_fallback_that_can_answer_bots_get_none_and_that_is_said()
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "main/small"));

        await LoseAsync("inactive");

        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem")!.TextContent.Trim().ShouldBe("Main is inactive. None of its fallbacks can be asked either: bots get no answer.");
    }

    [Fact]
    public async Task What_is_down_is_asked_nevertheless_when_nobody_else_is_there()
    {
        await bench.SaveAsync(("Model", "main/large"));

        await LoseAsync("down");

        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem")!.TextContent.Trim().ShouldBe("Main is down. It has no fallback, so it is asked nevertheless.");
    }

    [Fact]
    public async Task A_model_that_left_its_providers_list_is_kept_and_marked()
    {
        await bench.SaveAsync(("Model", "main/large"), ("UsersMayChoose", "true"), ("Allowed", "main/small"));

        await bench.ChangeAsync("Main", p => p.Models = ["medium"]);

        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem")!.TextContent.ShouldContain("large is no longer in the list of models of Main; it is asked nevertheless.");
        var form = await bench.Admin.PageAsync(GenerationBench.Edit);
        form.QuerySelector("#models [checked]")!.GetAttribute("value").ShouldBe("main/large");
        form.QuerySelectorAll("[name='Form.Allowed'][checked]").Select(c => c.GetAttribute("value")).ShouldBe(["main/small"]);
        (await bench.SaveAsync(("Temperature", "0.8"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await bench.VersionsAsync())[^1].Settings.Model!.ModelId.ShouldBe("large");
    }

    [Fact]
    public async Task A_version_whose_model_cannot_answer_is_not_brought_back()
    {
        await bench.SaveAsync(("Model", "main/large"));
        await bench.SaveAsync(("Model", "spare/other"));
        await LoseAsync("inactive");

        var refused = await bench.Admin.PressAsync("/generation/versions/1/restore", fields: ("seen", "2"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("[role=alert]").ShouldBe("Main is inactive. Its model large could not answer. Mend that first, or save the settings with another model.");
        (await bench.VersionsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_deletes_a_provider_sees_that_its_model_answers_in_production()
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "spare/other"), ("UsersMayChoose", "true"), ("Allowed", "main/small"));

        var preview = (await bench.Admin.PageAsync("/providers/main/delete")).QuerySelector("main")!.TextContent;
        preview.ShouldContain("Its model large answers in production: bots would get their answers from the fallbacks.");
        preview.ShouldContain("Bots may ask for one of its models by name.");
        (await bench.Admin.PageAsync("/providers/spare/delete")).QuerySelector("main")!.TextContent.ShouldContain("One of its models is a fallback in production.");
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task LoseAsync(string loss)
    {
        switch (loss)
        {
            case "destroyed":
                await bench.Portal.ChangeFileAsync("DELETE FROM Providers WHERE Name = 'Main'");
                break;
            default:
                await bench.ChangeAsync("Main", p => _ = loss switch
                {
                    "inactive" => (object)(p.IsActive = false),
                    "deleted" => p.DeletedAt = GenerationBench.Now,
                    "keyless" => p.AuthScheme = "bearer",
                    "plugin" => p.TypeId = "vanished",
                    _ => p.LastTest = new() { At = GenerationBench.Now, Outcome = ProviderTestOutcome.Failed, Proof = ProofLevel.None, Cause = FailureCause.Connect, Message = "No answer.", StartedBy = "rosa" },
                });
                break;
        }
    }
}
