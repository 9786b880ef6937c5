using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>What is said about who answers bots is what the portal knows: after a save, after a provider is taken out of use, and while a fallback refuses.</summary>
public sealed class ProductionTruthTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    [Fact]
    public async Task A_save_promises_an_answer_only_of_a_model_that_can_be_asked()
    {
        (await SavedAsync(("Model", "main/large"), ("Fallbacks", "spare/other"))).ShouldBe("Version 1 is in production: bots get their next answer from [Main] large.");

        await FailAsync("Main", FailureCause.Connect);
        (await SavedAsync(("Temperature", "0.1"))).ShouldBe("Version 2 is in production.");

        await FailAsync("Main", FailureCause.RateLimit);
        (await SavedAsync(("Temperature", "0.2"))).ShouldBe("Version 3 is in production.");
        (await ProblemAsync()).ShouldBe("[Main] large refused requests at its last test: while it does, its fallbacks are asked.");
        (await SavedAsync(("Fallbacks", ""))).ShouldBe("Version 4 is in production.");
        (await ProblemAsync()).ShouldBe("[Main] large refused requests at its last test: while it does, bots get no answer, since it has no fallback.");
    }

    [Fact]
    public async Task So_does_bringing_a_version_back()
    {
        await SavedAsync(("Model", "main/large"));
        await SavedAsync(("Model", "spare/other"));
        await FailAsync("Main", FailureCause.Connect);

        await bench.Admin.PressAsync("/generation/versions/1/restore", fields: ("seen", "2"));

        (await FlashAsync("/generation")).ShouldBe("Version 1 is back, as version 3.");
    }

    [Fact]
    public async Task A_fallback_that_refused_at_its_last_test_is_not_named_as_the_one_that_answers()
    {
        await bench.AddAsync("Limited", p => p.Models = ["rated"]);
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "limited/rated"), ("Fallbacks", "spare/other"));
        await FailAsync("Limited", FailureCause.RateLimit);
        await FailAsync("Main", FailureCause.Connect);
        (await ProblemAsync()).ShouldBe("Main is down. Bots get their answers from [Spare] other meanwhile.");

        await bench.ChangeAsync("Spare", p => p.IsActive = false);
        (await ProblemAsync()).ShouldBe("Main is down. Its fallbacks are asked meanwhile; none of them answered at its last test.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_deactivates_the_provider_of_the_model_in_production_is_told_who_answers_now(bool htmx)
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "spare/other"), ("UsersMayChoose", "true"), ("Allowed", "main/small"));

        var answer = await bench.Admin.PressAsync("/providers/main/activation", htmx, ("active", "false"));

        (await SaidAsync(answer, "/providers/main")).ShouldBe("“Main” is inactive now. Its model large is the one in production. Bots get their answers from [Spare] other meanwhile. Bots that ask for its model by name get an error.");
    }

    [Fact]
    public async Task Without_a_fallback_that_can_be_asked_it_says_that_bots_get_no_answer()
    {
        await bench.SaveAsync(("Model", "main/large"));

        var answer = await bench.Admin.PressAsync("/providers/main/activation", fields: ("active", "false"));

        (await SaidAsync(answer, "/providers/main")).ShouldEndWith("Its model large is the one in production. It has no fallback: bots get no answer.");
    }

    [Fact]
    public async Task A_fallback_that_cannot_be_asked_is_not_promised()
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "spare/other"));
        await bench.ChangeAsync("Spare", p => p.IsActive = false);
        await FailAsync("Main", FailureCause.RateLimit);

        (await ProblemAsync()).ShouldBe("[Main] large refused requests at its last test: while it does, bots get no answer, since none of its fallbacks can be asked.");
    }

    [Fact]
    public async Task What_a_row_shows_by_itself_is_not_said_later_on_another_page()
    {
        await bench.Admin.PressAsync("/providers/spare/activation", htmx: true, ("active", "false"));

        (await bench.Admin.PageAsync("/providers")).QuerySelector("#flash")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_fallback_it_says_that_it_is_not_asked_and_of_any_other_provider_nothing()
    {
        await bench.SaveAsync(("Model", "main/large"), ("Fallbacks", "spare/other"));
        await bench.AddAsync("Unused", p => p.Models = ["idle"]);

        (await SaidAsync(await bench.Admin.PressAsync("/providers/spare/activation", fields: ("active", "false")), "/providers/spare"))
            .ShouldBe("“Spare” is inactive now. A fallback in production is of it, and not asked until it is active again.");
        (await SaidAsync(await bench.Admin.PressAsync("/providers/spare/activation", fields: ("active", "true")), "/providers/spare")).ShouldBe("“Spare” is active now.");
        (await SaidAsync(await bench.Admin.PressAsync("/providers/unused/activation", fields: ("active", "false")), "/providers/unused")).ShouldBe("“Unused” is inactive now.");
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<string> SavedAsync(params (string Field, string? Value)[] changes)
    {
        (await bench.SaveAsync(changes)).Status.ShouldBe(HttpStatusCode.Redirect);
        return await FlashAsync("/generation");
    }

    private async Task<string> FlashAsync(string address) => (await bench.Admin.PageAsync(address)).QuerySelector("#flash")!.TextContent.Trim();

    /// <summary>Beside a fragment, or at the top of the page that it leads to.</summary>
    private async Task<string> SaidAsync(Answer answer, string page) => answer.Status == HttpStatusCode.Redirect ? await FlashAsync(page) : answer.Text("#flash");

    private async Task<string> ProblemAsync() => (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem")!.TextContent.Trim();

    private Task<int> FailAsync(string name, FailureCause cause) =>
        bench.ChangeAsync(name, p => p.LastTest = new() { At = GenerationBench.Now, Outcome = ProviderTestOutcome.Failed, Proof = ProofLevel.None, Cause = cause, Message = "No answer.", StartedBy = "rosa" });
}
