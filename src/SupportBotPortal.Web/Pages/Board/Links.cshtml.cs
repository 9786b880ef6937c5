using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Board;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>The links to the status board. A new one is in the answer to its POST, and nowhere else.</summary>
[RequirePermission(BoardPermissions.Share)]
public sealed class LinksModel(BoardLinks links, BoardScreens screens, IOptions<PortalOptions> portal, TimeProvider time) : PageModel
{
    private IReadOnlyList<FieldMessage> errors = [];

    [BindProperty]
    public LinkForm Form { get; set; } = new();

    public IReadOnlyList<LinkRow> Rows { get; private set; } = [];

    public ShownLink? Made { get; private set; }

    public IEnumerable<string> ErrorsOf(string field) => errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var input = new BoardLinkInput(Form.Name ?? "", Form.Until ?? "");
        var check = await links.CheckAsync(input, cancellationToken);
        if (check.IsValid && await links.MakeAsync(check, HttpContext.Actor(), cancellationToken) is { } made) Made = new(made.Name, AddressOf($"/board/{made.Token}"));
        // Somebody was quicker: now the check says what is in the way.
        else if (check.IsValid) check = await links.CheckAsync(input, cancellationToken);
        errors = check.Errors;
        await LoadAsync(cancellationToken);
        return Made is not null ? Page() : new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>As people reach the portal, if it knows how; else as this person does.</summary>
    private string AddressOf(string path) => portal.Value.AddressOf(path) ?? UriHelper.BuildAbsolute(Request.Scheme, Request.Host, Request.PathBase, path);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Rows = [.. (await links.AllAsync(cancellationToken)).Select(link => new LinkRow(link, screens.Of(link.Id), link.ExpiresAt <= now))];
    }
}
