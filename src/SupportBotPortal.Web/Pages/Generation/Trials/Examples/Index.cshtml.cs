using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation.Trials.Examples;

/// <summary>The saved examples.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class IndexModel(TrialExamples examples) : PageModel
{
    public IReadOnlyList<TrialExample> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => All = await examples.AllAsync(cancellationToken);
}
