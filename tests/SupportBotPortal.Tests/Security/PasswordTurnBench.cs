using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Tests.Security;

/// <summary>A portal that checks one password at a time, as long as the test wants, for people at addresses that the test names.</summary>
internal sealed class PasswordTurnBench : IAsyncDisposable
{
    private const string AddressHeader = "X-Test-Address";

    private readonly PausedHasher hasher = new();

    public PasswordTurnBench() => Portal = new()
    {
        Clock = Clock,
        Replace = services =>
        {
            services.AddSingleton<IPasswordHasher<PortalUser>>(hasher);
            services.AddSingleton<IStartupFilter>(new NamedAddresses());
            services.AddSingleton(provider => new PasswordTurns(Clock, provider.GetRequiredService<ILogger<PasswordTurns>>(), atOnce: 1));
        },
    };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public PortalFactory Portal { get; }

    /// <summary>The passwords that were checked, in this order.</summary>
    public ConcurrentQueue<string> Checked => hasher.Checked;

    public int Waiting => Portal.Services.GetRequiredService<PasswordTurns>().Waiting;

    /// <summary>From here on a check lasts until <see cref="Release"/>.</summary>
    public void Hold() => hasher.Open.Reset();

    public void Release() => hasher.Open.Set();

    /// <summary>How long a check takes by the portal's clock.</summary>
    public void EachCheckTakes(TimeSpan duration) => hasher.OnCheck = () => Clock.Advance(duration);

    public PortalBrowser At(string address)
    {
        var browser = new PortalBrowser(Portal);
        browser.Http.DefaultRequestHeaders.Add(AddressHeader, address);
        return browser;
    }

    public async Task<HttpResponseMessage> TryAsync(string address, string password, string email = "nobody@example.com")
    {
        using var browser = At(address);
        return await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
    }

    /// <summary>So many addresses try one password each, and it is wrong.</summary>
    public async Task FloodAsync(int addresses)
    {
        var turns = Portal.Services.GetRequiredService<PasswordTurns>();
        for (var number = 0; number < addresses; number++)
        {
            var context = new DefaultHttpContext { Connection = { RemoteIpAddress = new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]) } };
            using var turn = await turns.TakeAsync(context, TestContext.Current.CancellationToken);
            turn.ShouldNotBeNull();
        }
    }

    /// <summary>Until so many wait for their turn.</summary>
    public Task WaitingAsync(int count) => UntilAsync(() => Waiting == count);

    /// <summary>Until so many checks have begun.</summary>
    public Task CheckedAsync(int count) => UntilAsync(() => Checked.Count >= count);

    public async ValueTask DisposeAsync()
    {
        Release();
        await Portal.DisposeAsync();
        hasher.Open.Dispose();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class PausedHasher() : PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }))
    {
        public ConcurrentQueue<string> Checked { get; } = [];

        public ManualResetEventSlim Open { get; } = new(initialState: true);

        public Action OnCheck { get; set; } = () => { };

        public override PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Checked.Enqueue(providedPassword);
            Open.Wait();
            OnCheck();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    private sealed class NamedAddresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address) ? address : IPAddress.Loopback;
                return rest(context);
            });
            next(app);
        };
    }
}
