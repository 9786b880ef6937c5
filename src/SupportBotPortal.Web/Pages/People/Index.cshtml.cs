using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Who may sign in.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
public sealed class IndexModel(PersonReader people, TimeProvider time) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<Person> Rows { get; private set; } = [];

    public string Search { get; private set; } = "";

    public int Total { get; private set; }

    public bool IsCut { get; private set; }

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Who looks.</summary>
    public Guid? Own => HttpContext.Actor().Id;

    public async Task OnGetAsync(string? q, CancellationToken cancellationToken)
    {
        Search = q?.Trim() ?? "";
        if (Search.Length > 100) Search = Search[..100];
        var found = await people.AllAsync(Search, Most + 1, cancellationToken);
        (Rows, IsCut, Total) = ([.. found.Take(Most)], found.Count > Most, await people.CountAsync(cancellationToken));
    }
}
