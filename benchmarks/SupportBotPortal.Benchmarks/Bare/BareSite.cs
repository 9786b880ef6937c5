using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Benchmarks.Bare;

/// <summary>The comparison partner of the list: a cookie, EF, one query, the same fifty rows in a plain table, and nothing else.</summary>
internal static class BareSite
{
    public static async Task RunAsync(string databaseFile, string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorPages(options => options.RootDirectory = "/Bare/Pages");
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddDbContextPool<BareContext>(options => options.UseSqlite($"Data Source={databaseFile}"));
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapGet("/come-in", (HttpContext context) => context.SignInAsync(new(new System.Security.Claims.ClaimsIdentity([new("name", "somebody")], "bare"))));
        await app.RunAsync();
    }
}
