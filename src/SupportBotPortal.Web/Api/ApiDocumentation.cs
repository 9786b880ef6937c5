using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Web.Api;

/// <summary>What the OpenAPI document says that no endpoint can: what it is about, how one is let in, and headers that are alike everywhere.</summary>
internal static class ApiDocumentation
{
    private const string SchemeName = "api_token";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "SupportBot Portal",
                Version = "1",
                Description = "The acts of the portal’s pages for programs. Every request brings an API token, which acts for the person who made it and may do what it was given, as far as this person may. No answer carries a key. Fields that are not known are an error. Fields may be added to answers within this version.",
            };
            // Wherever it is served from.
            document.Servers = [new() { Url = "/" }];
            (document.Components ??= new()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = $"An API token, which begins with {ApiTokens.Text.Beginning}. People make them in the portal, under API tokens." },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var isRead = HttpMethods.IsGet(context.Description.HttpMethod ?? "");
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (!isRead) Add(operation, Idempotency.Header, "A value of one’s own choice, such as a UUID: sent again within a day with the same request, it is not carried out a second time.", isRequired: false, Idempotency.LongestKey);
            if (metadata.OfType<NeedsVersion>().Any()) Add(operation, "If-Match", "The ETag of what was looked at, or * to change it whatever it is now.", isRequired: true, null);
            if (metadata.OfType<HasVersion>().Any()) AddTag(operation);
            return Task.CompletedTask;
        });
    }

    private static void Add(OpenApiOperation operation, string name, string description, bool isRequired, int? longest) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
    });

    private static void AddTag(OpenApiOperation operation)
    {
        foreach (var answer in operation.Responses?.Where(r => r.Key is "200" or "201").Select(r => r.Value).OfType<OpenApiResponse>() ?? [])
            (answer.Headers ??= new Dictionary<string, IOpenApiHeader>())["ETag"] = new OpenApiHeader { Description = "The version, for If-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    /// <summary>Of an endpoint that asks for <c>If-Match</c>.</summary>
    public sealed record NeedsVersion;

    /// <summary>Of an endpoint that answers with an <c>ETag</c>.</summary>
    public sealed record HasVersion;
}
