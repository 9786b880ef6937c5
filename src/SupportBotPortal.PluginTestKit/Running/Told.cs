using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Words for what was seen.</summary>
internal static class Told
{
    public static string Of(Exception? thrown) => thrown switch
    {
        null => "nothing",
        ProviderFailureException failure => $"a {nameof(ProviderFailureException)} with the cause {failure.Cause} (“{failure.Message}”)",
        _ => $"{thrown.GetType().Name} (“{thrown.Message}”)",
    };

    public static string Of(ProbeStage stage) =>
        $"{stage.Kind} {stage.Verdict}{(stage.Cause is { } cause ? $" because of {cause}" : "")}, proving {stage.Proves} (“{stage.Summary}”)";

    public static string Of(IEnumerable<ProbeStage> stages) => stages.Any() ? string.Join("; ", stages.Select(Of)) : "no stage";

    public static string List(IEnumerable<string> texts) => texts.Any() ? string.Join(", ", texts.Take(10).Select(t => $"“{Short(t)}”")) : "nothing";

    public static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
