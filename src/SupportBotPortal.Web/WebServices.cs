using System.IO.Compression;
using Htmx.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Api;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Board;
using SupportBotPortal.Web.Bots;
using SupportBotPortal.Web.Live;
using SupportBotPortal.Web.Navigation;
using SupportBotPortal.Web.Pages.Alerts.Channels;
using SupportBotPortal.Web.Pages.Audit;
using SupportBotPortal.Web.Pages.Dashboard;
using SupportBotPortal.Web.Pages.Generation;
using SupportBotPortal.Web.Pages.Incidents;
using SupportBotPortal.Web.Pages.People;
using SupportBotPortal.Web.Pages.Providers;
using SupportBotPortal.Web.Pages.Providers.Bulk;
using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Pages.Providers.Keys;
using SupportBotPortal.Web.Pages.Providers.Listing;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Pages.Reports;
using SupportBotPortal.Web.Pages.Usage;
using SupportBotPortal.Web.Probes;
using SupportBotPortal.Web.Security;
using SupportBotPortal.Web.Security.External;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Web;

/// <summary>Puts the pages together.</summary>
public static class WebServices
{
    /// <param name="services">Where to add it.</param>
    /// <param name="allowHttp">Only Development on loopback.</param>
    public static IServiceCollection AddWeb(this IServiceCollection services, bool allowHttp)
    {
        services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<HandledMethodsOnly>());
        services.AddFormLimits();
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        // Safe over https here: no page carries a secret, and the antiforgery token is another one in every answer.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.AddCookieSignIn(allowHttp);
        services.AddPasskeys();
        services.AddOidc(allowHttp);
        services.AddApi();
        services.AddScoped<SignInLog>();
        services.AddScoped<PortalSessions>();
        services.AddScoped<PortalSignIn>();
        services.AddSingleton<AccountGate>();
        services.AddSingleton<PasswordTurns>();
        services.AddScoped<Reauthentication>();
        services.AddScoped<ProviderLabels>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder()
            // Whatever declares nothing is closed to everybody. Where there is nothing at all, that may be said.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null).Build());
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<LiveRuns>();
        services.AddSingleton<StandingAccess>();
        services.AddSingleton<FragmentRenderer>();
        services.AddSingleton<BotBodyReader>();
        services.AddSingleton<ProviderRows>();
        services.AddSingleton<ProviderLiveCalls>();
        services.AddSingleton<BulkRuns>();
        services.AddSingleton<BulkStarts>();
        services.AddSingleton<ProviderFormViews>();
        services.AddSingleton<KeySwitches>();
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<DashboardIncidents>();
        services.AddSingleton<DashboardAlerts>();
        services.AddSingleton<DashboardSelection>();
        services.AddSingleton<ProductionNews>();
        services.AddScoped<SavedProviderTest>();
        services.AddScoped<EditedProvider>();
        services.AddScoped<FormTrials>();
        services.AddScoped<ReportEditors>();
        services.AddScoped<ChannelEditing>();
        services.AddSingleton(new NavigationEntry("", "Dashboard", "/Index", null, "/", 0));
        services.AddScoped<FormDiscoveries>();
        services.AddSingleton(new NavigationEntry("AI / ML", "Providers", "/Providers/Listing/Index", ProviderPermissions.View, "/providers", 100));
        services.AddSingleton(new NavigationEntry("AI / ML", "Incidents", "/Incidents/Index", HealthPermissions.View, "/incidents", 110));
        services.AddSingleton<INavigationCount, OpenIncidentCount>();
        services.AddSingleton(new NavigationEntry("AI / ML", "Reports", "/Reports/Index", ReportPermissions.View, "/reports", 130));
        services.AddGenerationPages();
        services.AddUsagePages();
        services.AddBoardPages();
        services.AddSingleton(new NavigationEntry("AI / ML", "Alerts", "/Alerts/Index", AlertPermissions.View, "/alerts", 120));
        services.AddSingleton(new NavigationEntry("System", "Plugins", "/Plugins/Index", PluginPermissions.View, "/plugins", 900));
        services.AddScoped<RoleChoices>();
        services.AddScoped<AccountLetters>();
        services.AddSingleton(new NavigationEntry("System", "People", "/People/Index", PeoplePermissions.ViewUsers, "/people", 910));
        services.AddSingleton(new NavigationEntry("System", "Roles", "/Roles/Index", PeoplePermissions.ViewRoles, "/roles", 920));
        services.AddSingleton(new NavigationEntry("System", "API tokens", "/Automation/Index", ApiTokenPermissions.View, "/api-tokens", 922));
        services.AddScoped<AuditLinks>();
        services.AddScoped<ExportLog>();
        services.AddSingleton(new NavigationEntry("System", "Audit log", "/Audit/Index", AuditPermissions.View, "/audit", 925));
        services.AddSingleton(new NavigationEntry("System", "Settings", "/Settings/Index", SettingsPermissions.View, "/settings", 930));
        services.AddSingleton(new NavigationEntry("System", "Help", "/Help/Index", ProviderPermissions.View, "/help", 990));
        return services;
    }

    public static void MapWeb(this WebApplication app)
    {
        // Pages that extend no session must not do it by their style sheets.
        app.MapStaticAssets().AllowAnonymous().WithMetadata(new PassiveRequest());
        app.MapRazorPages().WithStaticAssets();
        app.MapHtmxAntiforgeryScript().AllowAnonymous();
        app.MapLive();
        app.MapBoard();
        app.MapProbes();
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<LiveRuns>().CancelAll);
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseBots();
        app.UseApi();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseSameOriginWrites();
        app.UseRouting();
        app.UseLowerCaseSlugs();
        if (!app.Environment.IsDevelopment()) app.UseHttpsOnly();
        app.UseOidc();
        app.UseAuthentication();
        var limits = app.Services.GetRequiredService<RequestLimits>();
        app.Use((context, next) => limits.InvokeAsync(context, next));
        app.UseAuthorization();
    }
}
