using SupportBotPortal;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.For(args, AppContext.BaseDirectory) });
builder.UsePortalDefaults();
var isVerb = Verbs.Applies(args);
if (isVerb) builder.Logging.ClearProviders();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddData(builder.Configuration);
builder.Services.AddAccess();
builder.Services.AddSecrets(builder.Configuration);
builder.Services.AddEgress(builder.Configuration);
builder.Services.AddPlugins(builder.Configuration);
builder.Services.AddProviders();
builder.Services.AddWeb(allowHttp: builder.Environment.IsDevelopment());
builder.Services.AddHostedService<SetupAnnouncement>();

if (isVerb && !Verbs.CanRun(args, builder)) return await Verbs.ExplainAsync(args, builder);

await using var app = builder.Build();
using var only = isVerb ? null : app.BeTheOnlyPortal();
if (!isVerb && only is null) return 1;
if (!await app.PrepareDataAsync(beside: isVerb)) return 1;
if (isVerb) return await Verbs.RunAsync(args, app.Services);

app.UsePortal();
app.UseWeb();
app.MapWeb();
return await app.ListenAsync();

namespace SupportBotPortal
{
    /// <summary>Named, so that tests can start the portal.</summary>
    public partial class Program;
}
