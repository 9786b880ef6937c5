using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SupportBotPortal.Core.Telemetry;

public static class TelemetryServices
{
    private const string Disabled = "OTEL_SDK_DISABLED";

    /// <summary>The one for all signals: the exporter reads those for a single one only if it may export logs as well.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Measurements and spans; to a collector where OpenTelemetry's usual variable names one, else to nobody and at no cost. That
    /// call is the operator's and not a person's, and does not go through the portal's door: docs/decisions/0022.
    /// </summary>
    /// <exception cref="OptionsValidationException">An endpoint is no address: the exporter would silently call another one.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<PortalTelemetry>();
        if (string.IsNullOrEmpty(configuration[Endpoint]) || string.Equals(configuration[Disabled], "true", StringComparison.OrdinalIgnoreCase)) return services;
        Demand(configuration[Endpoint]!);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("supportbot-portal", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(PortalTelemetry.Name, "System.Runtime")
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddSource(PortalTelemetry.Name)
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.Filter = IsWorthASpan;
                    options.EnrichWithHttpResponse = (activity, _) => LeaveOutTheAddress(activity);
                    options.EnrichWithException = (activity, _) => LeaveOutTheAddress(activity);
                })
                .AddOtlpExporter());
        return services;
    }

    /// <summary>What a machine asks for every few seconds says nothing.</summary>
    private static bool IsWorthASpan(HttpContext context) => context.Request.Path.Value is not ("/healthz" or "/readyz");

    /// <summary>Addresses carry tokens, and what people search for: the route says enough. What they browse with is theirs.</summary>
    private static void LeaveOutTheAddress(Activity activity)
    {
        foreach (var tag in (string[])["url.path", "url.query", "user_agent.original"]) activity.SetTag(tag, null);
    }

    private static void Demand(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return;
        throw new OptionsValidationException("", typeof(PortalTelemetry), [$"{Endpoint} is not an http or https address; write for example http://localhost:4318."]);
    }
}
