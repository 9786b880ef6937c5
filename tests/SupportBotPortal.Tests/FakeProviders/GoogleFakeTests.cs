using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.FakeProviders;

public sealed class GoogleFakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?key=AQ.fake-google", null, null, 400)]
    [InlineData("?key=AQ.fake-google", "AQ.fake-google", null, 400)]
    [InlineData("", "AQ.fake-google", "Bearer x", 400)]
    [InlineData("", "AQ.wrong", null, 400)]
    [InlineData("", null, null, 403)]
    [InlineData("?pageSize=1001", "AQ.fake-google", null, 400)]
    [InlineData("", "AQ.fake-google", null, 200)]
    public async Task One_key_in_the_header_and_nothing_else_is_taken(string query, string? key, string? authorization, int status)
    {
        await using var fake = await FakeUpstream.StartAsync();
        using var http = new HttpClient();
        if (key is not null)
            http.DefaultRequestHeaders.Add("x-goog-api-key", key);
        if (authorization is not null)
            http.DefaultRequestHeaders.Add("Authorization", authorization);
        using var response = await http.GetAsync(fake.GoogleUrl + "/models" + query, Token);

        ((int)response.StatusCode).ShouldBe(status);
        fake.Requests.ShouldHaveSingleItem().Query.ShouldBe(query);
    }

    [Fact]
    public async Task The_last_page_names_no_next_one()
    {
        await using var fake = await FakeUpstream.StartAsync(o => o.PageSize = 2);
        fake.Models = ["a", "b", "c"];
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-goog-api-key", fake.Options.GoogleKey);
        var first = await http.GetFromJsonAsync<JsonObject>(fake.GoogleUrl + "/models?pageSize=1000", Token);
        var last = await http.GetFromJsonAsync<JsonObject>($"{fake.GoogleUrl}/models?pageToken={first!["nextPageToken"]}", Token);

        first["models"]!.AsArray().Count.ShouldBe(2);
        last!["models"]!.AsArray().Select(m => m!["name"]!.GetValue<string>()).ShouldBe(["models/c"]);
        last.ContainsKey("nextPageToken").ShouldBeFalse();
    }
}
