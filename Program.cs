using System.Globalization;
using System.Reflection;
using SupportBotPortal;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Automation;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Forwarding;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.Web;

// Sentences read alike wherever the server stands: no 2.048 for 2,048.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var isVerb = false;
try
{
    var line = CommandLine.Read(args);
    isVerb = line.IsVerb;
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = line.Settings, ContentRootPath = ContentRoot.For(line.Settings, AppContext.BaseDirectory) });
    builder.UsePortalDefaults();
    if (isVerb) builder.Logging.ClearProviders();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddData(builder.Configuration);
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddAudit(builder.Configuration);
    builder.Services.AddAccess();
    builder.Services.AddSecrets(builder.Configuration);
    builder.Services.AddEgress(builder.Configuration);
    builder.Services.AddForwarding(builder.Configuration);
    builder.Services.AddPlugins(builder.Configuration);
    builder.Services.AddProviders();
    builder.Services.AddHealth(builder.Configuration);
    builder.Services.AddUsage(builder.Configuration);
    builder.Services.AddGeneration(builder.Configuration);
    builder.Services.AddPeople(builder.Configuration);
    builder.Services.AddAutomation();
    builder.Services.AddWeb(allowHttp: builder.Environment.IsDevelopment());
    builder.Services.AddHostedService<ThreadRelief>();
    builder.Services.AddHostedService<SetupAnnouncement>();

    if (isVerb && !Verbs.CanRun(line, builder)) return await Verbs.ExplainAsync(line, builder);

    var app = builder.Build();
    if (!isVerb) await app.CheckSettingsAsync();
    // Only from here on is there something to dispose of; and a test that just got hold of the host can still ask it why not.
    await using var opened = app;
    using var only = isVerb ? null : app.BeTheOnlyPortal();
    // Whoever waits for the portal's end may start the next one at once.
    if (only is not null) app.Lifetime.ApplicationStopped.Register(only.Dispose);
    await app.PrepareDataAsync(beside: isVerb);
    if (isVerb) return await Verbs.RunAsync(line, app.Services);

    app.UsePortal();
    app.UseWeb();
    app.MapWeb();
    await app.RunAsync();
    return 0;
}
// Not within a test or a tool, which started it as code and wants to see what was thrown.
catch (Exception exception) when (Assembly.GetEntryAssembly() == typeof(Refusal).Assembly)
{
    return Refusal.Say(exception, isVerb);
}

namespace SupportBotPortal
{
    /// <summary>Named, so that tests can start the portal.</summary>
    public partial class Program;
}
