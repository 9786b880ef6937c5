using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Help;

[RequirePermission(ProviderPermissions.View)]
public sealed class IndexModel : PageModel;
