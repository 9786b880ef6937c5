using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Tests.Shared;

/// <summary>A program with an API token.</summary>
internal sealed class ApiProgram(PortalFactory portal, string? token) : IDisposable
{
    public HttpClient Http { get; } = portal.CreateDefaultClient();

    /// <summary>One whose token may do this, as <see cref="People.AddRoleAsync"/> writes it, and whose person may do the same.</summary>
    public static async Task<ApiProgram> WithAsync(PortalFactory portal, params string[] permissions)
    {
        var person = await portal.AddPersonAsync(await portal.AddRoleAsync(permissions));
        return new(portal, await AddTokenAsync(portal, person.Id, permissions));
    }

    /// <summary>Puts a token into the database, past the page that makes them.</summary>
    public static async Task<string> AddTokenAsync(PortalFactory portal, Guid userId, params string[] permissions)
    {
        var text = ApiTokens.Text.Make();
        await portal.InDatabaseAsync(db =>
        {
            db.ApiTokens.Add(new()
            {
                Id = Guid.NewGuid(),
                Name = "Token " + Guid.NewGuid().ToString("N"),
                Hash = TokenText.HashOf(text),
                Prefix = ApiTokens.Text.PrefixOf(text),
                UserId = userId,
                CreatedAt = DateTime.UnixEpoch,
                ExpiresAt = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                Permissions = [.. permissions.Select(p => new ApiTokenPermission { Permission = p.Split('@')[0], Environments = p.Contains('@') ? Enum.Parse<Environments>(p.Split('@')[1]) : Environments.Everywhere })],
            });
            return db.SaveChangesAsync();
        });
        return text;
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    /// <param name="version">As <c>If-Match</c>.</param>
    public Task<ApiAnswer> PatchAsync(string path, object body, string version = "*") => SendAsync(HttpMethod.Patch, path, body, ("If-Match", version));

    public Task<ApiAnswer> DeleteAsync(string path, string version = "*") => SendAsync(HttpMethod.Delete, path, null, ("If-Match", version));

    /// <param name="body">An object, or text as it is.</param>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new(response.StatusCode, text, isJson ? JsonNode.Parse(text) : null, response.Headers.ETag?.ToString(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>What a program got.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, JsonNode? Body, string? ETag, HttpResponseHeaders Headers, string? Type)
{
    public JsonNode this[string field] => Body![field] ?? throw new KeyNotFoundException($"“{field}” is null or not there: {Text}");

    /// <summary>Of a problem.</summary>
    public string Code => (string)this["code"]!;

    public string Detail => (string)this["detail"]!;

    /// <summary>What is said about a field.</summary>
    public string? ErrorOf(string field) => (string?)Body?["errors"]?[field]?[0];
}
