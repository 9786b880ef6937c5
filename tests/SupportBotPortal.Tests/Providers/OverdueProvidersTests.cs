using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>What was deleted is destroyed 30 days later, and is then in no file any more.</summary>
public sealed class OverdueProvidersTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Destructions destructions = new();
    private readonly Checkpoints checkpoints = new();
    private readonly string directory = Directory.CreateTempSubdirectory("supportbot-overdue-").FullName;
    private FakeUpstream fake = null!;

    [Fact]
    public async Task Thirty_days_after_it_was_deleted_it_is_destroyed_also_when_the_portal_was_restarted_in_between()
    {
        byte[] blob;
        Guid id;
        await using (var portal = Start())
        {
            using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
            var slug = await AddAsync(admin, "Main");
            var provider = await portal.ProviderAsync(slug);
            (id, blob) = (provider.Id, provider.Secrets.Single().Blob);
            await admin.ReplaceKeyAsync(slug, "sk-fake-custom");
            await admin.DeleteAsync(slug);
        }

        clock.Advance(TimeSpan.FromDays(29));
        await using (var portal = Start())
        {
            (await portal.Services.GetRequiredService<OverdueProviders>().DestroyAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
            (await portal.InDatabaseAsync(db => DeletedProviders.Of(db).CountAsync())).ShouldBe(1);

            // By itself: an hour after the last look at the latest.
            clock.Advance(TimeSpan.FromDays(1));
            (await destructions.Next.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldBe(id.ToString());

            (await portal.InDatabaseAsync(db => db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).CountAsync())).ShouldBe(0);
            (await portal.InDatabaseAsync(db => db.ProviderSecrets.CountAsync())).ShouldBe(0);
            (await portal.InDatabaseAsync(db => db.ProviderKeyChanges.CountAsync())).ShouldBe(0);
            var line = await portal.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "provider.destroyed"));
            (line.ActorName, line.SubjectName).ShouldBe(("portal", "Main"));
            line.Changes.ShouldContain("{\"field\":\"API key\",\"before\":null,\"after\":\"destroyed\"}");
        }

        Found(blob).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_destroyed_key_is_in_no_file_any_more_neither_in_the_database_nor_in_its_log()
    {
        await using var portal = Start();
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var slug = await AddAsync(admin, "Main");
        var blob = (await portal.ProviderAsync(slug)).Secrets.Single().Blob;
        Found(blob).ShouldNotBeEmpty();
        await admin.DeleteAsync(slug);
        Found(blob).ShouldNotBeEmpty();

        (await admin.DestroyAsync(slug)).Location.ShouldBe("/providers/deleted");

        Found(blob).ShouldBeEmpty();
        portal.Services.GetRequiredService<DatabaseErasure>().IsPending.ShouldBeFalse();
    }

    [Fact]
    public async Task While_somebody_reads_the_log_cannot_be_cut_off_which_is_said_and_tried_again_within_seconds()
    {
        await using var portal = Start();
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var slug = await AddAsync(admin, "Main");
        var blob = (await portal.ProviderAsync(slug)).Secrets.Single().Blob;
        await admin.DeleteAsync(slug);
        await using (var reader = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={portal.DatabaseFile};Pooling=False"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var moment = reader.BeginTransaction(deferred: true);
            await using var look = reader.CreateCommand();
            (look.CommandText, look.Transaction) = ("SELECT count(*) FROM Providers", moment);
            await look.ExecuteScalarAsync(TestContext.Current.CancellationToken);

            // That it was destroyed does not wait for the file, and nobody is told more than is true.
            (await admin.DestroyAsync(slug)).Location.ShouldBe("/providers/deleted");
            var page = await admin.PageAsync("/providers/deleted");
            page.QuerySelector(".notice-good")!.TextContent.ShouldContain("“Main” is destroyed.");
            page.QuerySelector(".notice-attention")!.TextContent.ShouldContain("sealed keys are still in it");
            Found(blob).ShouldNotBeEmpty();
        }

        var tried = checkpoints.Next();
        clock.Advance(PendingErasure.Interval);
        await tried.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Found(blob).ShouldBeEmpty();
        (await admin.PageAsync("/providers/deleted")).QuerySelector(".notice-attention").ShouldBeNull();
    }

    [Fact]
    public async Task One_that_cannot_be_destroyed_keeps_no_other_waiting_and_is_tried_again()
    {
        await using var portal = Start();
        await AddDeletedAsync(portal, 120);
        await portal.ChangeFileAsync("CREATE TRIGGER stuck BEFORE DELETE ON Providers WHEN OLD.Slug = 'old-7' BEGIN SELECT RAISE(ABORT, 'disk on fire'); END;");
        var overdue = portal.Services.GetRequiredService<OverdueProviders>();

        (await overdue.DestroyAsync(TestContext.Current.CancellationToken)).ShouldBe(119);
        (await portal.InDatabaseAsync(db => DeletedProviders.Of(db).Select(p => p.Slug).ToListAsync())).ShouldBe(["old-7"]);
        // Neither half of it: no line says that it happened.
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "provider.destroyed"))).ShouldBe(119);

        await portal.ChangeFileAsync("DROP TRIGGER stuck");
        (await overdue.DestroyAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_came_back_in_the_last_moment_stays()
    {
        await using var portal = Start();
        await AddDeletedAsync(portal, 1);
        var id = await portal.InDatabaseAsync(db => DeletedProviders.Of(db).Select(p => p.Id).SingleAsync());
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        // The round has found it; before it comes to it, somebody restores it.
        (await admin.RestoreAsync("old-0")).Status.ShouldBe(System.Net.HttpStatusCode.Redirect);

        await using var scope = portal.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<DeletedProviders>().DestroyOverdueAsync(id, TestContext.Current.CancellationToken)).ShouldBe(ChangeOutcome.NotFound);
        (await portal.ProviderAsync("old-0")).Name.ShouldBe("Old 0");
    }

    public async ValueTask InitializeAsync() => fake = await FakeUpstream.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await fake.DisposeAsync();
        await PortalFactory.DeleteAsync(directory);
    }

    private PortalFactory Start() => new(directory)
    {
        Clock = clock,
        Replace = services =>
        {
            StartedPortal.Quick(services);
            services.ConfigureDbContext<PortalDbContext>(options => options.AddInterceptors(destructions, checkpoints));
        },
    };

    private Task<string> AddAsync(PortalBrowser admin, string name) =>
        admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

    private Task<int> AddDeletedAsync(PortalFactory portal, int count) => portal.InDatabaseAsync(db =>
    {
        db.Providers.AddRange(Enumerable.Range(0, count).Select(n => new Provider
        {
            Id = Guid.NewGuid(),
            Name = $"Old {n}",
            NormalizedName = $"OLD {n}",
            Slug = $"old-{n}",
            TypeId = "custom",
            BaseUrl = "http://127.0.0.1:1/v1",
            AuthScheme = "none",
            DeletedAt = clock.GetUtcNow().UtcDateTime.AddDays(-30),
            DeletedBy = "somebody",
        }));
        return db.SaveChangesAsync();
    });

    /// <summary>The files in which these bytes are, whatever stands around them.</summary>
    private List<string> Found(byte[] bytes)
    {
        List<string> found = [];
        foreach (var file in Directory.EnumerateFiles(directory, "portal.db*"))
        {
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                if (copy.ToArray().AsSpan().IndexOf(bytes) >= 0) found.Add(Path.GetFileName(file));
            }
            catch (FileNotFoundException)
            {
                // SQLite takes its log away with the last connection.
            }
        }

        return found;
    }

    /// <summary>Tells of each destruction once it is in the database.</summary>
    private sealed class Destructions : DbTransactionInterceptor, ISaveChangesInterceptor
    {
        private readonly TaskCompletionSource<string> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? pending;

        public Task<string> Next => next.Task;

        public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            pending = eventData.Context!.ChangeTracker.Entries<AuditEntry>().Select(e => e.Entity).FirstOrDefault(a => a.Action == "provider.destroyed")?.SubjectId ?? pending;
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (pending is not null) next.TrySetResult(pending);
            return Task.CompletedTask;
        }
    }

    /// <summary>Tells when the log was written back.</summary>
    private sealed class Checkpoints : DbCommandInterceptor
    {
        private TaskCompletionSource next = new();

        public Task Next() => (next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(System.Data.Common.DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (command.CommandText.Contains("wal_checkpoint", StringComparison.Ordinal)) next.TrySetResult();
            return ValueTask.FromResult(result);
        }
    }
}
