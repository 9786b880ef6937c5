using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Two people who save at the very same moment: both forms were checked before either is written.</summary>
public sealed class ProviderRaceTests : IAsyncLifetime
{
    private readonly Meeting meeting = new();
    private readonly PortalFactory portal;
    private PortalBrowser admin = null!;

    public ProviderRaceTests() => portal = new PortalFactory
    {
        Replace = services =>
        {
            StartedPortal.Quick(services);
            services.ConfigureDbContext<PortalDbContext>(options => options.AddInterceptors(meeting));
        },
    };

    [Fact]
    public async Task Of_two_who_take_the_same_name_one_is_refused_at_the_field()
    {
        var answers = await BothAsync(Acts.NewCustom, [("Name", "Wanted")], [("Name", "wanted ")]);

        answers.Count(a => a.Status == HttpStatusCode.Redirect).ShouldBe(1);
        var refused = answers.Single(a => a.Status != HttpStatusCode.Redirect);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#name-help .error").ShouldContain("already a provider named");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_names_with_the_same_slug_both_find_a_place()
    {
        var answers = await BothAsync(Acts.NewCustom, [("Name", "North West")], [("Name", "North-West")]);

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Providers.Select(p => p.Slug).ToListAsync())).ShouldBe(["north-west", "north-west-2"], ignoreOrder: true);
        (await portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsDefault))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_save_the_same_version_one_is_told()
    {
        await portal.AddRowAsync("Edited", "http://127.0.0.1:1/v1");

        var answers = await BothAsync("/providers/edited/edit", [("Notes", "mine")], [("Notes", "theirs")]);

        answers.Select(a => a.Status).ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return portal.DisposeAsync();
    }

    private async Task<Answer[]> BothAsync(string page, (string, string)[] one, (string, string)[] two)
    {
        (string, string)[] both = [("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none")];
        meeting.IsOn = true;
        return await Task.WhenAll(admin.SaveAsync(page, [.. both, .. one]), admin.SaveAsync(page, [.. both, .. two]));
    }

    private Task<int> CountAsync() => portal.InDatabaseAsync(db => db.Providers.CountAsync());

    /// <summary>Lets the first two transactions begin only once both have come that far.</summary>
    private sealed class Meeting : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int arrived;

        public bool IsOn { get; set; }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (!IsOn) return result;
            if (Interlocked.Increment(ref arrived) == 2) met.SetResult();
            await met.Task.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
            return result;
        }
    }
}
