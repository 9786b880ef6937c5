using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Providers as a wall shows them, put into the database past all tests: so many that are well, and some in trouble.</summary>
public static class WallScene
{
    private static readonly string[] Names = ["OpenAI production", "OpenAI staging", "Anthropic EU", "Anthropic fallback", "Gemini support bot", "Mistral gateway", "On-prem vLLM Madrid", "Azure West Europe", "Bedrock proxy", "OpenRouter", "Ollama on Rosa’s desk", "Translation cluster with a rather long name"];

    /// <summary>Instead of all that were there.</summary>
    public static async Task PutAsync(this PortalFactory portal, DateTime now, int healthy, int down = 0, int slow = 0, int untested = 0)
    {
        await using var db = await OpenAsync(portal);
        await db.Providers.IgnoreQueryFilters().ExecuteDeleteAsync();
        var number = 0;
        foreach (var (count, state) in ((int, HealthState?)[])[(down, HealthState.Down), (slow, HealthState.Slow), (untested, null), (healthy, HealthState.Healthy)])
            for (var i = 0; i < count; i++) db.Providers.Add(Make(number++, state, now));
        await db.SaveChangesAsync();
    }

    public static async Task TurnAsync(this PortalFactory portal, DateTime now, string slug, HealthState state)
    {
        await using var db = await OpenAsync(portal);
        Stand(await db.Providers.SingleAsync(p => p.Slug == slug), 0, state, now);
        await db.SaveChangesAsync();
    }

    private static Task<PortalDbContext> OpenAsync(PortalFactory portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        return portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
    }

    private static Provider Make(int number, HealthState? state, DateTime now)
    {
        var name = number < Names.Length ? Names[number] : $"{Names[number % (Names.Length - 1)]} {(number / Names.Length) + 1}";
        var provider = new Provider
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = $"{name} {number}".ToUpperInvariant(),
            Slug = $"provider-{number}",
            TypeId = "custom",
            BaseUrl = $"https://secret-address-{number}.example/v1",
            AuthScheme = "none",
            IsActive = true,
            Version = 1,
        };
        if (state is { } known) Stand(provider, number, known, now);
        return provider;
    }

    private static void Stand(Provider provider, int number, HealthState state, DateTime now)
    {
        var isDown = state == HealthState.Down;
        var milliseconds = 180 + (number * 53 % 700);
        byte[] recent = [];
        for (var i = 0; i < 24; i++)
        {
            var verdict = isDown && i > 19 ? CheckVerdict.Failed : state == HealthState.Slow && i > 14 ? CheckVerdict.Slow : CheckVerdict.Passed;
            recent = RecentChecks.Add(recent, verdict, milliseconds + (((i + number) * 37) % 160) + (verdict == CheckVerdict.Slow ? 4000 : 0));
        }

        provider.LastTest = new()
        {
            At = now,
            Outcome = isDown ? ProviderTestOutcome.Failed : ProviderTestOutcome.Passed,
            Cause = isDown ? FailureCause.ProviderError : null,
            Message = isDown ? "The provider said something that is nobody else’s business." : "",
            Milliseconds = milliseconds + (state == HealthState.Slow ? 5200 : 0),
            Proof = isDown ? ProofLevel.None : ProofLevel.Reachable,
            StartedBy = "luis@example.com",
        };
        provider.Health = new() { State = state, Since = now.AddMinutes(-(number * 131 % 9000) - 3), Proof = ProofLevel.Reachable, Cause = isDown ? FailureCause.ProviderError : null, Recent = recent, CheckId = number + 1 };
    }
}
