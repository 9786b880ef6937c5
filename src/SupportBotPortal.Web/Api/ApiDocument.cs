using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SupportBotPortal.Web.Api;

/// <summary>The OpenAPI document: made once, of the endpoints themselves.</summary>
public sealed class ApiDocument(IServiceProvider services)
{
    public const string Name = "v1";

    private readonly Lock gate = new();
    private Task<byte[]>? made;

    public async Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Task<byte[]> document;
        lock (gate) document = made is null or { IsFaulted: true } ? made = MakeAsync() : made;
        var json = await document;
        (context.Response.ContentType, context.Response.ContentLength) = ("application/json", json.Length);
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private async Task<byte[]> MakeAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return json.ToArray();
    }
}
