using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>A stored secret goes where it was typed for, and nowhere else.</summary>
public sealed class OriginTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private readonly string name = "O " + Guid.NewGuid().ToString("N")[..8];
    private readonly Trap trap = new();
    private FakeUpstream other = null!;

    private PortalBrowser Admin => started.Admin;

    private int Port => started.Fake.CustomUrl.Port;

    [Theory]
    [InlineData("https://127.0.0.1:{0}/custom/v1")]
    [InlineData("http://localhost:{0}/custom/v1")]
    [InlineData("http://127.0.0.2:{0}/custom/v1")]
    [InlineData("http://127.0.0.1:{1}/custom/v1")]
    [InlineData("http://127.0.0.1:{2}/custom/v1")]
    public async Task Another_scheme_host_or_port_needs_the_key_again(string format)
    {
        var slug = await AddAsync();
        var before = await started.Portal.ProviderAsync(slug);
        var url = string.Format(null, format, Port, trap.Port, other.CustomUrl.Port);
        started.Fake.ForgetRequests();

        foreach (var answer in new[]
        {
            await Admin.SaveAsync(Edit(slug), ("BaseUrl", url)),
            await Admin.TryTestAsync(Edit(slug), ("BaseUrl", url)),
            await Admin.TryDiscoveryAsync(Edit(slug), ("BaseUrl", url)),
        })
        {
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text("#api-key-messages .error").ShouldContain("type the key again");
        }

        (await started.Portal.ProviderAsync(slug)).BaseUrl.ShouldBe(before.BaseUrl);
        trap.WasCalled.ShouldBeFalse();
        (started.Fake.Requests.Count + other.Requests.Count).ShouldBe(0);
    }

    [Fact]
    public async Task A_stored_key_that_is_tried_on_another_path_or_in_another_header_leaves_a_line_and_one_tried_as_it_is_none()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Tried " + Guid.NewGuid().ToString("N")[..6]), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        var before = await RowsAsync();

        await started.Admin.TryTestAsync($"/providers/{slug}/edit");
        await started.Admin.TryTestAsync($"/providers/{slug}/edit", ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri + "/tenant"), ("ApiKey", "typed-anew"));
        (await RowsAsync()).Count.ShouldBe(before.Count);

        await started.Admin.TryTestAsync($"/providers/{slug}/edit", ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri + "/tenant"));
        await started.Admin.TryDiscoveryAsync($"/providers/{slug}/edit", ("AuthScheme", "header"), ("Settings[header_name]", "X-Tenant"));

        var rows = (await RowsAsync()).Skip(before.Count).ToList();
        rows.Select(r => r.Action).ShouldBe(["provider.stored_key_tried", "provider.stored_key_tried"]);
        rows[0].Changes.ShouldContain("/tenant");
        rows[1].Changes.ShouldContain("X-Tenant");
        string.Concat(rows.Select(r => r.Changes)).ShouldNotContain("sk-fake-custom");
    }

    [Fact]
    public async Task A_stored_key_that_is_tried_with_other_headers_leaves_a_line_for_each_that_names_them_and_not_their_values()
    {
        var slug = await AddAsync(("Headers[0].Name", "X-Gateway"), ("Headers[0].Value", "gateway-secret"));
        var before = (await RowsAsync()).Count;

        await Admin.TryTestAsync(Edit(slug));
        (await RowsAsync()).Count.ShouldBe(before, "the stored headers as they are");
        await Admin.TryTestAsync(Edit(slug), ("Headers[1].Name", "X-Custom-Host"), ("Headers[1].Value", "https://elsewhere.example/v1"));
        await Admin.TryTestAsync(Edit(slug), ("Headers[0].Value", "another-secret"));
        await Admin.TryTestAsync(Edit(slug), ("Headers[0].Name", ""));

        var rows = (await RowsAsync()).Skip(before).ToList();
        rows.Select(r => r.Action).ShouldBe(["provider.stored_key_tried", "provider.stored_key_tried", "provider.stored_key_tried"]);
        (rows[0].Changes.Contains("X-Custom-Host", StringComparison.Ordinal), rows[0].Changes.Contains("elsewhere", StringComparison.Ordinal)).ShouldBe((true, false));
        rows[1].Changes.ShouldContain("replaced");
        rows[2].Changes.ShouldContain("removed");
        string.Concat(rows.Select(r => r.Changes)).ShouldNotContain("-secret");
    }

    [Fact]
    public async Task With_the_key_typed_again_it_is_accepted_and_only_that_key_is_sent()
    {
        var slug = await AddAsync();
        other.Options.CustomKey = "sk-for-the-other";

        (await Admin.TryTestAsync(Edit(slug), ("BaseUrl", other.CustomUrl.AbsoluteUri), ("ApiKey", "sk-for-the-other"))).Status.ShouldBe(HttpStatusCode.OK);
        var saved = await Admin.SaveAsync(Edit(slug), ("BaseUrl", other.CustomUrl.AbsoluteUri), ("ApiKey", "sk-for-the-other"));

        await Admin.StreamAsync(saved.Run!);
        other.Requests.ShouldNotBeEmpty();
        other.Requests.ShouldAllBe(r => r.Header("Authorization") == null || r.Header("Authorization") == "Bearer sk-for-the-other");
    }

    [Fact]
    public async Task Values_of_headers_follow_the_same_rule()
    {
        var slug = await AddAsync(("Headers[0].Name", "X-Gateway"), ("Headers[0].Value", "gateway-secret"));
        started.Fake.Requests.ShouldContain(r => r.Header("X-Gateway") == "gateway-secret");

        var refused = await Admin.SaveAsync(Edit(slug), ("BaseUrl", other.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("fieldset .error").ShouldContain("type the value of “X-Gateway” again");
        (await Admin.TryTestAsync(Edit(slug), ("BaseUrl", other.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Requests.ShouldBeEmpty();

        var kept = await Admin.SaveAsync(Edit(slug), ("Notes", "the header stays"));
        kept.Status.ShouldBe(HttpStatusCode.Redirect);
        started.Fake.ForgetRequests();
        await Admin.TestSavedAsync(slug);
        started.Fake.Requests.ShouldContain(r => r.Header("X-Gateway") == "gateway-secret");

        var accepted = await Admin.SaveAsync(Edit(slug), ("BaseUrl", other.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), ("Headers[0].Value", "another"));
        await Admin.StreamAsync(accepted.Run!);
        other.Requests.Select(r => r.Header("X-Gateway")).Distinct().ShouldBe(["another"]);
    }

    [Fact]
    public async Task With_the_same_origin_a_blank_key_tests_the_stored_one_before_saving()
    {
        var slug = await AddAsync();
        started.Fake.ForgetRequests();

        var answer = await Admin.TryTestAsync(Edit(slug), ("BaseUrl", started.Fake.Url("custom", FakeBehaviour.Ok).AbsoluteUri));

        answer.Text("#test-panel").ShouldContain("Healthy");
        started.Fake.Requests.ShouldContain(r => r.Path.StartsWith("/custom/ok/") && r.Header("Authorization") == "Bearer sk-fake-custom");
        (await started.Portal.ProviderAsync(slug)).BaseUrl.ShouldBe(started.Fake.CustomUrl.AbsoluteUri);
    }

    public async ValueTask InitializeAsync() => other = await FakeUpstream.StartAsync();

    public async ValueTask DisposeAsync()
    {
        trap.Dispose();
        await other.DisposeAsync();
    }

    private static string Edit(string slug) => $"/providers/{slug}/edit";

    private Task<string> AddAsync(params (string Field, string Value)[] more) =>
        Admin.AddTestedAsync(Acts.NewCustom, [("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), .. more]);

    private Task<List<AuditEntry>> RowsAsync() => started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().OrderBy(a => a.Id).ToListAsync());
}
