using SupportBotPortal.PluginSdk;
namespace SupportBotPortal.Core.Egress;
public static class EgressUrl { public static bool TryParse(string? text, out Uri? url, out string error) => throw new NotSupportedException(); public static string OriginOf(Uri url) => throw new NotSupportedException(); }
public sealed record EgressProfile { public static EgressProfile Test {get;} = new(); public static EgressProfile Discovery {get;} = new(); public static EgressProfile GenerationProbe {get;} = new(); public static EgressProfile Chat {get;} = new(); }
public sealed record EgressVerdict(bool IsAllowed, string Reason);
public interface IEgress { HttpClient CreateClient(Uri baseUrl, EgressProfile profile); IAsyncEnumerable<ProbeStage> InspectAsync(Uri baseUrl, CancellationToken ct); Task<EgressVerdict> JudgeAsync(Uri url, CancellationToken ct);}
public sealed class EgressException(FailureCause cause, string message) : HttpRequestException(message) { public FailureCause Cause => cause; }
