using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A model in production whose provider is down, so that a fallback answers, and how it came to that.</summary>
internal static class SceneryGeneration
{
    private static readonly Actor Rosa = new(null, "rosa@example.com", "");

    private const string Prompt = """
        You are the support assistant of Orange Kettle, a shop for kitchen appliances.
        Answer in the language of the customer, in at most five sentences.
        Never promise a refund; hand over to a colleague instead.
        """;

    public static async Task FillAsync(PortalFactory portal)
    {
        var first = new GenerationInput { Model = "production-openai/gpt-fake", Temperature = "0.3", MaximumOutputTokens = "800", SystemPrompt = Prompt, Comment = "First choice" };
        await SaveAsync(portal, 0, first);
        await SaveAsync(portal, 1, first with { Fallbacks = ["staging-openai/gpt-fake", "on-prem-vllm/llama-4-70b"], LimitsMaximumOutputTokens = true, Comment = "" });
        await SaveAsync(portal, 2, first with
        {
            Model = "mistral-gateway/mistral-large",
            Fallbacks = ["production-openai/gpt-fake", "on-prem-vllm/llama-4-70b"],
            LimitsMaximumOutputTokens = true,
            StopSequences = "\\n\\nCustomer:",
            SystemPrompt = Prompt.Replace("five", "three", StringComparison.Ordinal) + "\nSay so when you do not know something.",
            UsersMayChoose = true,
            Allowed = ["production-openai/gpt-fake", "staging-openai/gpt-fake-older"],
            Comment = "Half the price, and customer care liked its answers better in the trial of last week",
        });
    }

    /// <summary>One that every model passes, one that none does, and one that is only looked at.</summary>
    public static async Task AddExamplesAsync(PortalFactory portal)
    {
        await KeepAsync(portal, new("Returns", "Can I return a kettle?", "You said it: within **14 days**, if it is clean.", "[Production OpenAI] gpt-fake", "you said"));
        await KeepAsync(portal, new("", "My order 4711 has not arrived yet, although it was to be here two weeks ago. What do I do now?", "I am sorry about that. A colleague looks for it, and writes to you within a day.", "[Production OpenAI] gpt-fake", "a colleague\nwithin a day"));
        await KeepAsync(portal, new("Tone", "This is the worst shop ever!", "I am sorry to hear that. What happened?", "[Mistral gateway] mistral-large", ""));
    }

    private static async Task KeepAsync(PortalFactory portal, ExampleInput input)
    {
        var examples = portal.Services.GetRequiredService<TrialExamples>();
        var check = await examples.CheckAsync(input, CancellationToken.None);
        if (check.Errors.Count > 0) throw new InvalidOperationException(check.Errors[0].Message);
        await examples.KeepAsync(check, Rosa, CancellationToken.None);
    }

    /// <summary>Of every kind: in use, limited, for one that may choose, at its end, taken back.</summary>
    public static async Task AddTokensAsync(PortalFactory portal)
    {
        await MakeAsync(portal, new("Shop assistant, staging", "", true, ""));
        await MakeAsync(portal, new("Kitchen helper, with a name that is as long as names of that kind tend to be", "2030-12-31", false, "1200"));
        var expired = await MakeAsync(portal, new("Summer campaign", "", false, ""));
        var lost = await MakeAsync(portal, new("Old phone bot", "", false, ""));
        await portal.Services.GetRequiredService<BotTokens>().RevokeAsync(lost, Rosa, CancellationToken.None);
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await db.BotTokens.Where(t => t.Id == expired).ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, DateTime.UtcNow.Date.AddDays(-20)));
    }

    private static async Task<Guid> MakeAsync(PortalFactory portal, BotTokenInput input)
    {
        var tokens = portal.Services.GetRequiredService<BotTokens>();
        return (await tokens.MakeAsync(await tokens.CheckAsync(input, CancellationToken.None), Rosa, CancellationToken.None))!.Id;
    }

    private static async Task SaveAsync(PortalFactory portal, int seen, GenerationInput input)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<GenerationRules>().CheckAsync(input, null, CancellationToken.None);
        if (!check.IsValid) throw new InvalidOperationException(check.Errors[0].Message);
        await scope.ServiceProvider.GetRequiredService<GenerationChanges>().SaveAsync(seen, check.Settings, check.Comment, Rosa, CancellationToken.None);
    }
}
