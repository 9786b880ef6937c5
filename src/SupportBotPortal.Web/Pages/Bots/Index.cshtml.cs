using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>Which bots may ask for answers.</summary>
[RequirePermission(BotTokenPermissions.View)]
public sealed class IndexModel(BotTokens tokens, BotUses uses, GenerationVersions versions, IOptions<PortalOptions> portal, TimeProvider time) : PageModel
{
    public IReadOnlyList<BotTokenRow> Rows { get; private set; } = [];

    /// <summary>Whether it could be read what bots used.</summary>
    public bool KnowsUse { get; private set; }

    /// <summary>Whether model and generation lets bots choose at all.</summary>
    public bool MayChoose { get; private set; }

    public string BaseUrl => PortalAddress.Of(portal.Value, Request, "/v1");

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var used = await uses.TodayAsync(cancellationToken);
        KnowsUse = used is not null;
        MayChoose = await versions.CurrentAsync(cancellationToken) is { Settings.UsersMayChoose: true };
        Rows = [.. (await tokens.AllAsync(cancellationToken)).Select(token => new BotTokenRow(token, used?.GetValueOrDefault(token.Id), now))];
    }
}
