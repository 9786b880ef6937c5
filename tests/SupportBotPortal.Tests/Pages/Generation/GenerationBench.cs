using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>A portal with three providers, one of them inactive, and an admin at the pages of model and generation.</summary>
public sealed class GenerationBench : IAsyncLifetime
{
    public const string Edit = "/generation/edit";

    public static DateTime Now { get; } = new(2026, 11, 26, 9, 0, 0, DateTimeKind.Utc);

    public PortalFactory Portal { get; } = new() { Replace = StartedPortal.Quick, Clock = new FakeTimeProvider(new DateTimeOffset(Now)) };

    public PortalBrowser Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
        await AddAsync("Main", p => (p.Models, p.Environment, p.LastTest) = (["large", "small"], ProviderEnvironment.Production, Passed));
        await AddAsync("Spare", p => p.Models = ["other", "org/nested"]);
        await AddAsync("Resting", p => (p.Models, p.IsActive) = (["asleep"], false));
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Portal.DisposeAsync();
    }

    public static ProviderTestRecord Passed => new() { At = Now, Outcome = ProviderTestOutcome.Passed, Proof = PluginSdk.ProofLevel.KeyProven, Message = "It answered.", StartedBy = "rosa" };

    /// <summary>Adds an active provider of the type Custom without a key.</summary>
    public async Task AddAsync(string name, Action<Provider> with)
    {
        await Portal.AddRowAsync(name, "https://8.8.8.8/v1");
        await ChangeAsync(name, with);
    }

    /// <summary>Changes a provider past the pages.</summary>
    public Task<int> ChangeAsync(string name, Action<Provider> change) => Portal.InDatabaseAsync(async db =>
    {
        change(await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Include(p => p.Secrets).Include(p => p.KnownModels).SingleAsync(p => p.Name == name));
        return await db.SaveChangesAsync();
    });

    public Task<List<GenerationVersion>> VersionsAsync() => Portal.InDatabaseAsync(db => db.GenerationVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync());

    /// <summary>Opens the form, changes it and sends it.</summary>
    internal async Task<Answer> SaveAsync(params (string Field, string? Value)[] changes) => await Admin.SendAsync(Edit, await FormAsync(Admin, changes));

    public static async Task<List<KeyValuePair<string, string>>> FormAsync(PortalBrowser browser, params (string Field, string? Value)[] changes) =>
        ManyValues.With(ManyValues.FieldsOf(await browser.PageAsync(Edit), "generation-form"), changes);

    /// <summary>The fields of a form that came back, with changes.</summary>
    internal static List<KeyValuePair<string, string>> FieldsOf(Answer answer, params (string Field, string? Value)[] changes) => ManyValues.With(ManyValues.FieldsOf(answer.Page, "generation-form"), changes);
}
