using SupportBotPortal;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web;

var builder = WebApplication.CreateBuilder(args);
builder.UsePortalDefaults();
if (Verbs.Applies(args)) builder.Logging.ClearProviders();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddData(builder.Configuration);
builder.Services.AddAccess();
builder.Services.AddSecrets(builder.Configuration);
builder.Services.AddEgress(builder.Configuration);
builder.Services.AddPlugins(builder.Configuration);
builder.Services.AddProviders();
builder.Services.AddWeb(allowHttp: builder.Environment.IsDevelopment());
builder.Services.AddHostedService<SetupAnnouncement>();

var app = builder.Build();
if (!await app.PrepareDataAsync()) return 1;
if (Verbs.Applies(args)) return await Verbs.RunAsync(args, app.Services);

app.UsePortal();
app.UseWeb();
app.MapWeb();
await app.RunAsync();
return 0;

namespace SupportBotPortal
{
    /// <summary>Named, so that tests can start the portal.</summary>
    public partial class Program;
}
