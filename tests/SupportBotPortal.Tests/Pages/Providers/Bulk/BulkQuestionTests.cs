using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>An act on many that hurts is agreed to for exactly those that were shown.</summary>
public sealed class BulkQuestionTests : BulkBench
{
    private static readonly (string, string)[] AllStaging = [("all", "true"), ("environment", "staging")];

    [Theory]
    [InlineData("UPDATE Providers SET Environment = CASE Slug WHEN 'p-4' THEN 'Staging' WHEN 'p-3' THEN 'Production' ELSE Environment END")]
    [InlineData("UPDATE Providers SET Name = 'Live', NormalizedName = 'LIVE' WHERE Slug = 'p-2'")]
    [InlineData("UPDATE Providers SET IsDefault = 1 WHERE Slug = 'p-1'")]
    [InlineData("UPDATE Providers SET IsActive = 0 WHERE Slug = 'p-1'")]
    [InlineData("UPDATE Providers SET Environment = 'Staging' WHERE Slug = 'p-4'")]
    public async Task What_is_not_as_it_was_shown_is_shown_again_and_not_deleted(string meanwhile)
    {
        await AddAsync(4, (p, number) => p.Environment = number <= 3 ? ProviderEnvironment.Staging : ProviderEnvironment.Production);
        var question = await ActAsync("delete", AllStaging);
        await Portal.ChangeFileAsync(meanwhile);

        var again = await ActAsync("delete", [.. AllStaging, ("agreed", AgreedIn(question))]);

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text("[role=alert]").ShouldStartWith("Nothing was deleted yet: they are not those you were shown");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBe(4);
        // Agreed to as it is now, it is done.
        await EndedAsync(await ActAsync("delete", [.. AllStaging, ("agreed", AgreedIn(again))]));
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBeLessThan(4);
    }

    [Fact]
    public async Task A_number_is_no_agreement_and_neither_is_what_was_agreed_to_for_another_act()
    {
        await AddAsync(12);
        var question = await ActAsync("deactivate", [("all", "true")]);

        foreach (var agreed in (string[])["12", AgreedIn(question)])
            (await ActAsync("delete", [("all", "true"), ("agreed", agreed)])).Status.ShouldBe(HttpStatusCode.Conflict, agreed);

        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBe(12);
    }

    [Theory]
    [InlineData(10, "", false)]
    [InlineData(11, "", true)]
    [InlineData(2, "UPDATE Providers SET Environment = 'Production' WHERE Slug = 'p-1'", true)]
    [InlineData(2, "UPDATE Providers SET IsDefault = 1 WHERE Slug = 'p-1'", true)]
    // Nothing happens to the one that matters: it is inactive already.
    [InlineData(2, "UPDATE Providers SET Environment = 'Production', IsActive = 0 WHERE Slug = 'p-1'", false)]
    public async Task Deactivating_asks_where_it_is_many_or_some_that_matter(int count, string change, bool asks)
    {
        await AddAsync(count);
        if (change.Length > 0) await Portal.ChangeFileAsync(change);

        var answer = await ActAsync("deactivate", [("all", "true")]);

        answer.Html.Contains("sse-connect", StringComparison.Ordinal).ShouldBe(!asks);
        if (asks)
        {
            answer.Text("h2").ShouldBe($"Deactivate {count} providers?");
            (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsActive, Token))).ShouldBe(count);
            answer = await ActAsync("deactivate", [("all", "true"), ("agreed", AgreedIn(answer))]);
        }

        await EndedAsync(answer);
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsActive, Token))).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_script_the_question_is_a_page()
    {
        await AddAsync(12);

        var question = await ActAsync("deactivate", [("all", "true"), ("q", "p")], htmx: false);

        question.Text("h1").ShouldBe("Deactivate 12 providers?");
        question.Page.QuerySelector(".acts a")!.GetAttribute("href").ShouldBe("/providers?q=p");
        (await ActAsync("deactivate", [("all", "true"), ("q", "p"), ("agreed", AgreedIn(question))], htmx: false)).Location.ShouldBe("/providers?q=p");
    }
}
