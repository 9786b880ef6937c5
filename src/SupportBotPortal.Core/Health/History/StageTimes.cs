using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

/// <summary>How long each stage of a test took, as it is stored: “2/14/0/96”, in the order of the stages, a dash for one that was not run.</summary>
public static class StageTimes
{
    private static readonly ProbeStageKind[] Kinds = Enum.GetValues<ProbeStageKind>();

    public static string Write(IEnumerable<ProbeStage> stages)
    {
        var times = stages.GroupBy(s => s.Kind).ToDictionary(s => s.Key, s => s.Sum(one => one.Duration.TotalMilliseconds));
        return string.Join('/', Kinds.Select(kind => times.TryGetValue(kind, out var ms) ? Math.Round(ms).ToString(CultureInfo.InvariantCulture) : "-")).TrimEnd('-', '/');
    }

    public static IReadOnlyList<(ProbeStageKind Kind, int Milliseconds)> Read(string? text) =>
        [.. (text ?? "").Split('/').Zip(Kinds, (part, kind) => (Kind: kind, IsRun: int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var ms), ms)).Where(s => s.IsRun).Select(s => (s.Kind, s.ms))];
}
