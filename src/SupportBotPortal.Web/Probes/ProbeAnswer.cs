using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Probes;

/// <summary>One word for strangers; what is wrong for those who may see it.</summary>
internal static class ProbeAnswer
{
    public static Task WriteWordAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);
    }

    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (!await MaySeePartsAsync(context))
        {
            await WriteWordAsync(context, report);
            return;
        }

        var parts = report.Entries.Select(e => new ProbePart(e.Key, e.Value.Status.ToString(), e.Value.Description ?? ""));
        await context.Response.WriteAsJsonAsync(new ProbeReport(report.Status.ToString(), [.. parts]), context.RequestAborted);
    }

    /// <summary>Who asks is found out here, and only now: a database that cannot be read must not keep the one word back.</summary>
    private static async Task<bool> MaySeePartsAsync(HttpContext context)
    {
        try
        {
            if ((await context.AuthenticateAsync()).Principal is not { } person) return false;
            context.User = person;
            return await context.MayAsync(HealthPermissions.View);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The same database, most likely: the report says so already.
            return false;
        }
    }
}
