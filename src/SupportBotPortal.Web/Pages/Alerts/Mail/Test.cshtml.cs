using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>Sends a test mail to whom one likes: so it needs the right to set the server up, and not only to test alerts.</summary>
[RequirePermission(SettingsPermissions.Edit)]
[RequirePermission(AlertPermissions.Test)]
[EnableRateLimiting(RequestLimits.Messages)]
public sealed class TestModel(MailServerTest test, IHostApplicationLifetime lifetime) : PageModel
{
    public TestView View { get; private set; } = new(null);

    public void OnGet() => View = new(User.Identity?.Name);

    public async Task<IActionResult> OnPostAsync(string? to)
    {
        if (MailAddresses.Canonical(to) is not { } address)
            return Show(new(to, "Enter the address that the test goes to, such as rosa@example.com."), StatusCodes.Status422UnprocessableEntity);
        if (await test.SendAsync(address, HttpContext.Actor(), lifetime.ApplicationStopping) is not { } result)
            return Show(new(to, "No mail server is set up. Save one first."), StatusCodes.Status422UnprocessableEntity);
        return Show(new(to, Answer: new("the mail server", result)), StatusCodes.Status200OK);
    }

    private IActionResult Show(TestView view, int status)
    {
        View = view;
        return this.WantsFragment() ? this.Fragment("_Test", view, status) : new PageResult { StatusCode = status };
    }
}
