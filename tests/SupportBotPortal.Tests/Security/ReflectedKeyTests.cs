using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>A server at the provider's own origin sends back what it was sent: nobody may read a key that way.</summary>
public sealed class ReflectedKeyTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string Key = "sk-reflected-9f8e7d6c5b4a";

    [Theory]
    [InlineData("bearer")]
    [InlineData("basic")]
    [InlineData("header")]
    public async Task A_listed_model_that_holds_the_key_is_left_out_and_the_others_stay(string scheme)
    {
        started.Fake.Handler = context => context.Response.WriteAsJsonAsync(new
        {
            @object = "list",
            data = context.Request.Headers.Select(h => new { id = $"{h.Key}={h.Value}", @object = "model" }).Prepend(new { id = "honest-model", @object = "model" }),
        });

        var answer = await started.Admin.TryDiscoveryAsync(
            Acts.NewCustom, ("Name", "Mirror"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("AuthScheme", scheme), ("ApiKey", Key), ("Settings[username]", "rosa"), ("Settings[header_name]", "X-Api-Key"));

        answer.Html.ShouldContain("honest-model");
        new SecretSearch(Key).In("page", answer.Html).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_is_named_like_the_key_keeps_it_out_of_the_result()
    {
        started.Fake.Handler = context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = $"https://{Key}.tenant.example/";
            return Task.CompletedTask;
        };

        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Redirecting"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", Key));

        var kept = await started.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == slug).Select(p => p.LastTest!.Message).SingleAsync());
        kept.ShouldContain("redirect");
        new SecretSearch(Key).In("stored", kept).ShouldBeEmpty();
        new SecretSearch(Key).In("page", (await started.Admin.GetAsync($"/providers/{slug}")).Html).ShouldBeEmpty();
    }
}
