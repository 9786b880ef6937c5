using System.Globalization;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Anthropic;

/// <summary>The list of models, page by page.</summary>
internal sealed class AnthropicModelPages(FakeUpstream fake, IQueryCollection query, FakeBehaviour behaviour)
{
    public (int Status, JsonObject? Body) Answer(string rest)
    {
        if (rest != "models")
            return One(Uri.UnescapeDataString(rest["models/".Length..]));
        var limit = 20;
        if (query.TryGetValue("limit", out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 1000))
            return (400, AnthropicBodies.Error("invalid_request_error", "limit: Input should be between 1 and 1000"));
        return Page(limit, query["after_id"].FirstOrDefault());
    }

    private (int Status, JsonObject? Body) One(string id) => AnthropicBodies.Resolve(fake, id) is { } model
        ? (200, AnthropicBodies.Model(model))
        : (404, AnthropicBodies.Error("not_found_error", $"model: {id}"));

    private (int Status, JsonObject? Body) Page(int limit, string? after)
    {
        string[] ids = behaviour switch
        {
            EmptyList => [],
            HtmlModelIds => ["<script>alert('model')</script>", "<img src=x onerror=alert(1)>", "plain\"'&amp;"],
            ControlCharacterModelIds => ["bell\u0007", "line\r\nX-Evil: 1", "\u202Egnp.tpg", new string('x', 300)],
            _ => [.. AnthropicBodies.Models(fake)],
        };
        // The fake's pages are small; those that hold no good id come in one piece.
        var size = behaviour == ControlCharacterModelIds ? limit : Math.Min(limit, fake.Options.PageSize);
        var start = after is null ? 0 : Array.IndexOf(ids, after) + 1;
        switch (behaviour)
        {
            case EndlessPages:
                var number = after is null ? 0 : int.Parse(after["model-".Length..], CultureInfo.InvariantCulture) + 1;
                return (200, AnthropicBodies.Page([$"model-{number}"], true, $"model-{number}"));
            case RepeatingPages:
                return (200, AnthropicBodies.Page(ids[..size], true, ids[size - 1]));
            case EmptyPages when after is not null:
                return (200, AnthropicBodies.Page([], true, after));
            case var _ when after is not null && start == 0:
                return (400, AnthropicBodies.Error("invalid_request_error", "after_id: no such model"));
            default:
                var page = ids.Skip(start).Take(size).ToList();
                return (200, AnthropicBodies.Page(page, start + page.Count < ids.Length, page.LastOrDefault()));
        }
    }
}
