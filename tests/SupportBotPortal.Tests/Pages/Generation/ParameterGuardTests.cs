using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>What a model refuses stands at the field.</summary>
public sealed class ParameterGuardTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    [Theory]
    [InlineData("o3-mini", "refused-temperature", "refused-top-p", "refused-stop")]
    [InlineData("o5", "refused-temperature", "refused-top-p", "refused-stop")]
    [InlineData("gpt-6-luna")]
    [InlineData("o3x")]
    public async Task What_the_plugin_knows_is_shown_when_the_model_is_picked(string model, params string[] at)
    {
        await bench.AddAsync("Vendor", p => (p.TypeId, p.Models) = ("openai", [model]));

        (await NotesAsync("vendor/" + model)).Keys.ShouldBe(at, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_learned_from_a_refusal_is_shown_until_the_connection_is_another()
    {
        var main = await bench.Portal.ProviderAsync("main");
        await bench.Portal.Services.GetRequiredService<RefusedParameters>().LearnAsync(new(main.Id, "large"), main.ConnectionRevision, GenerationParameter.Temperature, TestContext.Current.CancellationToken);
        await bench.Portal.Services.GetRequiredService<RefusedParameters>().LearnAsync(new(main.Id, "large"), main.ConnectionRevision, GenerationParameter.Temperature, TestContext.Current.CancellationToken);

        (await NotesAsync("main/large")).ShouldBe(new Dictionary<string, string> { ["refused-temperature"] = "large refuses this, so it is not sent to it. It counts for the fallbacks." });
        (await NotesAsync("main/small")).ShouldBeEmpty();
        await bench.SaveAsync(("Model", "main/large"));
        (await bench.Admin.PageAsync(GenerationBench.Edit)).QuerySelector("#refused-temperature")!.TextContent.ShouldNotBeEmpty();

        await bench.ChangeAsync("Main", p => p.ConnectionRevision++);

        (await NotesAsync("main/large")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_by_a_connection_that_is_gone_teaches_nothing()
    {
        var main = await bench.Portal.ProviderAsync("main");

        await bench.Portal.Services.GetRequiredService<RefusedParameters>().LearnAsync(new(main.Id, "large"), main.ConnectionRevision + 1, GenerationParameter.TopP, TestContext.Current.CancellationToken);

        (await bench.Portal.InDatabaseAsync(db => Task.FromResult(db.LearnedParameters.Any()))).ShouldBeFalse();
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<Dictionary<string, string>> NotesAsync(string model)
    {
        var answer = await bench.Admin.FragmentAsync($"/generation/parameters?Form.Model={Uri.EscapeDataString(model)}");
        return answer.Page.QuerySelectorAll("p.note").Where(n => n.TextContent.Length > 0).ToDictionary(n => n.Id!, n => n.TextContent);
    }
}
