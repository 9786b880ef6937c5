using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.BrowserTests;

/// <summary>What people and vendors call things may be one long word: it wraps, and nothing becomes wider than the window.</summary>
public sealed class LongWordsTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    private static readonly string Word = new('x', 200);

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Nothing_becomes_wider_than_the_window(int width)
    {
        await FillAsync();
        var page = await OpenAsync(adjust: options => options.ViewportSize = new() { Width = width, Height = 900 });
        var findings = new List<string>();
        foreach (var address in (string[])["/providers", "/generation", "/generation/versions", "/generation/versions/2", "/generation/compare?from=1&to=2", "/generation/edit", "/generation/examples", "/generation/models", "/bot-tokens", "/usage?by=bot", "/usage?by=model", "/"])
        {
            await page.GotoAsync(address);
            findings.AddRange(await Appearance.FindingsAsync(page, address, width));
        }

        findings.ShouldBeEmpty();
    }

    /// <summary>Once, whichever width comes first.</summary>
    private async Task FillAsync()
    {
        await using var db = await Running.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancellation);
        if (await db.Providers.AnyAsync(Cancellation)) return;
        var (id, name, model) = (Guid.NewGuid(), new string('p', 90), new string('m', 150));
        var chosen = new ChosenModel(id, model) { ProviderName = name };
        db.Providers.Add(new() { Id = id, Name = name, NormalizedName = name.ToUpperInvariant(), Slug = name, TypeId = "custom", BaseUrl = "https://8.8.8.8/v1", AuthScheme = "none", IsActive = true, Version = 1, Models = [model] });
        db.GenerationVersions.Add(new() { Number = 1, At = DateTime.UtcNow, By = Word[..80], Comment = Word, Settings = new() { Model = chosen, SystemPrompt = Word, StopSequences = [Word[..100]] } });
        db.GenerationVersions.Add(new() { Number = 2, At = DateTime.UtcNow, By = Word[..80], Comment = Word, Settings = new() { Model = chosen, Fallbacks = [chosen], UsersMayChoose = true, Allowed = [chosen], SystemPrompt = Word + Word } });
        db.TrialExamples.Add(new() { Id = Guid.NewGuid(), Name = Word[..100], Question = Word, Answer = Word, Mentions = Word[..100], Model = $"[{name}] {model}", SavedAt = DateTime.UtcNow, SavedBy = Word[..80] });
        await db.SaveChangesAsync(Cancellation);
        var tokens = Running.Portal.Services.GetRequiredService<BotTokens>();
        var check = await tokens.CheckAsync(new(Word[..100], "", true, ""), Cancellation);
        check.Errors.ShouldBeEmpty();
        var made = await tokens.MakeAsync(check, new Actor(null, Word[..80], ""), Cancellation);
        Running.Portal.Services.GetRequiredService<UsageRecorder>().Add(new(made!.Id, UsageOutcome.Answered) { ProviderId = id, Slug = "p", ModelId = model });
    }
}
