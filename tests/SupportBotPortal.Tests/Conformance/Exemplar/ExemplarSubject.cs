using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.PluginTestKit.Scripted;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

internal static class ExemplarSubject
{
    public static PluginSubject Of(IProviderPlugin plugin, IUpstream? upstream = null) => new()
    {
        Plugin = plugin,
        Credential = new("exemplar-key", ExemplarScript.Key),
        Model = ExemplarScript.Models[1],
        Settings = new(new Dictionary<string, string> { [ExemplarPlugin.Team] = ExemplarScript.Team }),
        SettingHeaders = [new(ExemplarApi.TeamHeader, ExemplarScript.Team)],
        RetryAfter = TimeSpan.FromSeconds(ExemplarScript.RetrySeconds),
        UpstreamAsync = _ => ValueTask.FromResult(upstream ?? new ScriptedUpstream(new ExemplarScript())),
    };
}
