using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using SupportBotPortal.ApiClient;
using SupportBotPortal.ApiClient.Models;
using SupportBotPortal.Tests.Access;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>Every act of the admin API by a client that was generated from its document, as a stranger would have one made.</summary>
public sealed class GeneratedClientTests : IAsyncLifetime
{
    private readonly StartedPortal started = new();
    private HttpClient http = null!;
    private HttpClientRequestAdapter adapter = null!;
    private PortalClient client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await started.InitializeAsync();
        var all = ExpectedPermissions.Implied.Keys.ToArray();
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(all));
        http = started.Portal.CreateDefaultClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await ApiProgram.AddTokenAsync(started.Portal, person.Id, all));
        adapter = new(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = "http://localhost" };
        client = new(adapter);
    }

    [Fact]
    public async Task It_adds_changes_tests_and_deletes_a_provider()
    {
        (await client.Api.V1.Token.GetAsync(cancellationToken: Cancellation))!.Permissions!.AdditionalData.Keys.ShouldContain("llm_provider.create");
        var made = await client.Api.V1.Providers.PostAsync(
            new()
            {
                Name = "By a generated client",
                ProviderType = "custom",
                BaseUrl = started.Fake.CustomUrl.AbsoluteUri,
                AuthScheme = "bearer",
                ApiKey = "sk-old-key",
                Environment = ProviderEnvironment.Staging,
                Models = [],
                Headers = new() { AdditionalData = new Dictionary<string, object> { ["X-Team"] = "support" } },
            },
            request => request.Headers.Add("Idempotency-Key", "one"),
            Cancellation);
        (made!.HasApiKey, made.Environment, made.Status, made.HeaderNames).ShouldSatisfyAllConditions(
            m => m.HasApiKey.ShouldBe(true), m => m.Environment.ShouldBe(ProviderEnvironment.Staging), m => m.Status.ShouldBe(ProviderState.Not_tested), m => m.HeaderNames.ShouldBe(["X-Team"]));
        var one = client.Api.V1.Providers[made.Id!.Value];

        (await one.Test.PostAsync(new(), cancellationToken: Cancellation))!.Cause.ShouldBe(FailureCause.Credentials);
        (await one.Key.PostAsync(new() { ApiKey = "sk-fake-custom" }, request => request.Headers.Add("If-Match", "\"1\""), Cancellation))!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
        var tested = await one.Test.PostAsync(new() { Generate = true }, cancellationToken: Cancellation);
        (tested!.Outcome, tested.Proof, tested.Stages!.Select(s => s.Verdict).Distinct().Single()).ShouldBe((ProviderTestOutcome.Passed, ProofLevel.Model_proven, ProbeVerdict.Passed));
        var found = await one.Discover.PostAsync(cancellationToken: Cancellation);
        var model = found!.Models![0].Id!;
        var patched = await one.PatchAsync(new() { Models = [model], Notes = "patched" }, request => request.Headers.Add("If-Match", "*"), Cancellation);
        (patched!.Notes, patched.Name, patched.LastHealthCheckStatus).ShouldBe(("patched", "By a generated client", ProviderTestOutcome.Passed));
        (await one.Deactivate.PostAsync(cancellationToken: Cancellation))!.IsActive.ShouldBe(false);
        (await one.Activate.PostAsync(cancellationToken: Cancellation))!.IsActive.ShouldBe(true);
        (await one.Default.PostAsync(cancellationToken: Cancellation))!.IsDefault.ShouldBe(true);
        (await one.Health.GetAsync(cancellationToken: Cancellation))!.State.ShouldNotBeNull();
        (await client.Api.V1.Providers.GetAsync(request => request.QueryParameters.ActiveOnly = true, Cancellation))!.Data!.Select(p => p.Id).ShouldBe([made.Id]);
        (await one.GetAsync(cancellationToken: Cancellation))!.Models.ShouldBe([model]);
        (await client.Api.V1.Incidents.GetAsync(cancellationToken: Cancellation))!.Data.ShouldBeEmpty();

        await one.DeleteAsync(request => request.Headers.Add("If-Match", "*"), Cancellation);
        var gone = await Should.ThrowAsync<Problem>(one.GetAsync(cancellationToken: Cancellation));
        (gone.Status, gone.Code).ShouldBe((404, "not_found"));
    }

    [Fact]
    public async Task It_chooses_the_model_in_production_and_brings_a_version_back()
    {
        await client.Api.V1.Providers.PostAsync(new() { Name = "Prod", ProviderType = "custom", AuthScheme = "none", BaseUrl = started.Fake.CustomUrl.AbsoluteUri, Models = ["small", "large"] }, cancellationToken: Cancellation);
        var models = await client.Api.V1.Models.GetAsync(cancellationToken: Cancellation);
        models!.Data!.Select(m => m.Name).ShouldBe(["prod/small", "prod/large"]);

        (await client.Api.V1.Generation.GetAsync(cancellationToken: Cancellation))!.Version.ShouldBe(0);
        (await SaveAsync("prod/small", 0.5))!.Temperature.ShouldBe(0.5);
        (await SaveAsync("prod/large", null))!.Temperature.ShouldBeNull();
        var back = await client.Api.V1.Generation.Versions[1].Restore.PostAsync(request => request.Headers.Add("If-Match", "\"2\""), Cancellation);
        (back!.Version, back.Model, back.RestoredFrom).ShouldBe((3, "prod/small", 1));
        (await client.Api.V1.Generation.Versions.GetAsync(cancellationToken: Cancellation))!.Data!.Select(v => v.Version).ShouldBe([3, 2, 1]);
        (await client.Api.V1.Generation.Versions[2].GetAsync(cancellationToken: Cancellation))!.Model.ShouldBe("prod/large");

        var refused = await Should.ThrowAsync<Problem>(SaveAsync("prod/none", 9));
        (refused.Status, refused.Code).ShouldBe((422, "invalid"));
        refused.Errors!.AdditionalData.Keys.ShouldBe(["model", "temperature"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_reads_an_incident()
    {
        var made = await client.Api.V1.Providers.PostAsync(new() { Name = "Down", ProviderType = "custom", AuthScheme = "none", BaseUrl = started.Fake.CustomUrl.AbsoluteUri }, cancellationToken: Cancellation);
        await started.Portal.WriteAsync(made!.Id!.Value, "FFF", DateTime.UtcNow.AddHours(-1), TimeSpan.FromMinutes(5));
        var listed = (await client.Api.V1.Incidents.GetAsync(cancellationToken: Cancellation))!.Data!.Single();

        var one = await client.Api.V1.Incidents[listed.Id!.Value].GetAsync(cancellationToken: Cancellation);

        (one!.ProviderName, one.State, one.EndedAt).ShouldBe(("Down", listed.State, null));
    }

    [Fact]
    public async Task It_makes_and_revokes_a_bot_token()
    {
        var made = await client.Api.V1.BotTokens.PostAsync(new() { Name = "Bot", LastDay = "2030-12-31" }, cancellationToken: Cancellation);
        made!.Token.ShouldStartWith("sbp_");
        (await client.Api.V1.BotTokens.GetAsync(cancellationToken: Cancellation))!.Data!.Single().Name.ShouldBe("Bot");

        await client.Api.V1.BotTokens[made.Id!.Value].DeleteAsync(cancellationToken: Cancellation);

        (await client.Api.V1.BotTokens.GetAsync(cancellationToken: Cancellation))!.Data!.Single().RevokedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_takes_the_configuration_along()
    {
        await client.Api.V1.Providers.PostAsync(new() { Name = "Taken", ProviderType = "custom", AuthScheme = "bearer", ApiKey = "sk-fake-custom", BaseUrl = started.Fake.CustomUrl.AbsoluteUri }, cancellationToken: Cancellation);

        var file = await client.Api.V1.Configuration.GetAsync(cancellationToken: Cancellation);
        file!.Providers!.Single().ApiKey.ShouldBe("«secret, not exported»");
        file.Providers!.Single().Notes = "changed in the file";
        var dry = await client.Api.V1.Configuration.Import.PostAsync(file, request => request.QueryParameters.DryRun = true, Cancellation);
        (dry!.DryRun, dry.Providers!.Single().Action, dry.Providers!.Single().Changes!.Single().After).ShouldBe((true, ImportAction.Update, "changed in the file"));
        (await client.Api.V1.Configuration.Import.PostAsync(file, cancellationToken: Cancellation))!.IsComplete.ShouldBe(true);
    }

    public async ValueTask DisposeAsync()
    {
        adapter.Dispose();
        http.Dispose();
        await started.DisposeAsync();
    }

    private Task<GenerationResource?> SaveAsync(string model, double? temperature) =>
        client.Api.V1.Generation.PutAsync(new() { Model = model, Temperature = temperature, Comment = "generated" }, request => request.Headers.Add("If-Match", "*"), Cancellation);
}
