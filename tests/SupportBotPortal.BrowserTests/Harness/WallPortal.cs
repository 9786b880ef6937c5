using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal whose providers stand as a test puts them: for screens on walls.</summary>
public sealed class WallPortal : RunningPortal
{
    /// <inheritdoc cref="WallScene.PutAsync"/>
    public Task PutAsync(int healthy, int down = 0, int slow = 0, int untested = 0) => Portal.PutAsync(Now, healthy, down, slow, untested);

    public Task TurnAsync(string slug, HealthState state) => Portal.TurnAsync(Now, slug, state);

    public async Task<MadeBoardLink> LinkAsync(string name)
    {
        var links = Portal.Services.GetRequiredService<BoardLinks>();
        return (await links.MakeAsync(await links.CheckAsync(new(name, ""), CancellationToken.None), Somebody, CancellationToken.None)).ShouldNotBeNull();
    }

    protected override Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory { SaysItTests = true });

    public Task RevokeAsync(Guid id) => Portal.Services.GetRequiredService<BoardLinks>().RevokeAsync(id, Somebody, CancellationToken.None);

    private static Actor Somebody { get; } = new(null, "rosa@example.com", "");

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;
}
