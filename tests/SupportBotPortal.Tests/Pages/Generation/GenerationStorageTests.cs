using System.Net;
using Microsoft.Data.Sqlite;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>Versions are only added, whoever writes to the database.</summary>
public sealed class GenerationStorageTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    [Theory]
    [InlineData("UPDATE GenerationVersions SET Comment = 'Another'")]
    [InlineData("DELETE FROM GenerationVersions")]
    public async Task The_database_itself_refuses_to_change_a_version(string sql)
    {
        await bench.SaveAsync(("Model", "main/large"), ("Comment", "The first"));

        (await Should.ThrowAsync<SqliteException>(() => bench.Portal.ChangeFileAsync(sql))).Message.ShouldContain("Versions are append-only.");

        (await bench.VersionsAsync()).ShouldHaveSingleItem().Comment.ShouldBe("The first");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("{\"fallbacks\":[null]}")]
    [InlineData("{\"stopSequences\":null}")]
    [InlineData("{\"temperature\":\"hot\"}")]
    public async Task A_version_that_nobody_can_read_is_said_so_and_can_be_replaced(string stored)
    {
        await bench.SaveAsync(("Model", "main/large"));
        await bench.Portal.ChangeFileAsync($"INSERT INTO GenerationVersions (Number, At, By, Comment, Settings) VALUES (2, '2026-11-26 09:00:00', 'somebody', '', '{stored}')");

        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem")!.TextContent.ShouldContain("What is stored of the newest version cannot be read");
        (await bench.Admin.PageAsync("/")).QuerySelector(".attention .sub")!.TextContent.ShouldContain("Bots get no answer.");
        foreach (var page in (string[])["/generation/versions", "/generation/versions/2", "/generation/compare?from=1&to=2", GenerationBench.Edit, "/providers/main/delete"]) (await bench.Admin.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
        (await bench.Admin.PressAsync("/generation/versions/2/restore", fields: ("seen", "2"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await bench.Admin.PressAsync("/generation/versions/1/restore", fields: ("seen", "2"))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await bench.Admin.PageAsync("/generation")).QuerySelector("#selection-problem").ShouldBeNull();
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
