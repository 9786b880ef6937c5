using System.Net;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using SupportBotPortal.Tests.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Api;

/// <summary>The OpenAPI document: valid, complete, and true of what the API answers.</summary>
public sealed partial class ApiDocumentTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Fact]
    public async Task It_is_valid_openapi_3_1()
    {
        var (document, diagnostic, text) = await ReadAsync();

        diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        diagnostic.Errors.Select(e => e.ToString()).ShouldBeEmpty();
        diagnostic.Warnings.Select(e => e.ToString()).ShouldBeEmpty();
        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(e => e.ToString()).ShouldBeEmpty();
        text.ShouldStartWith("{\n  \"openapi\": \"3.1.");
    }

    [Fact]
    public async Task It_is_the_one_in_docs_of_which_clients_are_made()
    {
        var (_, _, text) = await ReadAsync();

        text.ShouldBe(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "openapi-v1.json"), TestContext.Current.CancellationToken), "Run eng/update-openapi.sh, and read the difference.");
    }

    [Fact]
    public async Task It_has_every_endpoint_and_each_says_what_it_does_and_how_it_refuses()
    {
        var (document, _, _) = await ReadAsync();

        var operations = document.Paths.SelectMany(path => path.Value.Operations!.Select(o => (Route: $"{o.Key.Method} {path.Key}", Operation: o.Value))).ToList();
        operations.Select(o => o.Route).ShouldBe(Inventory.ExpectedOfApi.Keys.Where(route => route.Contains("/api/", StringComparison.Ordinal)).Select(route => Constraint().Replace(route, "")), ignoreOrder: true);
        operations.Select(o => o.Operation.OperationId).ShouldBeUnique();
        foreach (var (route, operation) in operations)
        {
            operation.OperationId.ShouldNotBeNullOrEmpty(route);
            operation.Summary.ShouldNotBeNullOrEmpty(route);
            operation.Tags!.Count.ShouldBe(1, route);
            operation.Responses!.Keys.ShouldContain("401", route);
            operation.Responses.Keys.ShouldContain("403", route);
            operation.Responses.Keys.ShouldContain(status => status.StartsWith('2'), route);
            foreach (var problem in operation.Responses.Where(r => r.Key[0] is '4' or '5')) problem.Value.Content!.Keys.ShouldBe(["application/problem+json"], $"{route} {problem.Key}");
        }

        document.Security!.ShouldHaveSingleItem().Keys.ShouldHaveSingleItem().Scheme.ShouldBe("bearer");
    }

    [Fact]
    public async Task Its_fields_are_snake_case_and_no_answer_has_a_place_for_a_key()
    {
        var (document, _, _) = await ReadAsync();

        var fields = document.Components!.Schemas!.SelectMany(schema => (schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()).Keys.Select(field => (Schema: schema.Key, Field: field))).ToList();
        fields.ShouldAllBe(f => SnakeCase().IsMatch(f.Field));
        fields.Where(f => f.Field is "api_key" or "headers").Select(f => f.Schema).Distinct().ShouldBe(["KeyReplacementRequest", "ProviderCreate", "ProviderPatch"], ignoreOrder: true);
        var answers = document.Paths.SelectMany(p => p.Value.Operations!.Values).SelectMany(o => o.Responses!.Values).SelectMany(r => r.Content?.Values ?? []).Select(c => (c.Schema as OpenApiSchemaReference)?.Reference.Id).Distinct();
        answers.ShouldNotContain(name => name == "ProviderCreate" || name == "ProviderPatch" || name == "KeyReplacementRequest");
        fields.Where(f => f.Field == "token").Select(f => f.Schema).ShouldBe(["MadeBotTokenResource"]);
    }

    private async Task<(OpenApiDocument Document, OpenApiDiagnostic Diagnostic, string Text)> ReadAsync()
    {
        using var anybody = new ApiProgram(started.Portal, null);
        var answer = await anybody.GetAsync("/openapi/v1.json");
        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.OK, "application/json"));
        var read = OpenApiDocument.Parse(answer.Text, "json");
        return (read.Document.ShouldNotBeNull(), read.Diagnostic.ShouldNotBeNull(), answer.Text);
    }

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraint();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
