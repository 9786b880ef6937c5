using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What a request gets of the settings: what the bot asks for, no more than the admins allow; their own value where it asks for nothing.</summary>
/// <remarks>In one place for both ways to a provider: a limit that holds on one of them only is none.</remarks>
internal static class NarrowedSettings
{
    public static double? Temperature(ChatBody body, GenerationSettings settings) => Narrow(body.Temperature, settings.Temperature, settings.Limits.Temperature);

    public static double? TopP(ChatBody body, GenerationSettings settings) => Narrow(body.TopP, settings.TopP, settings.Limits.TopP);

    public static int? MaximumOutputTokens(ChatBody body, GenerationSettings settings) => (int?)Narrow(body.MaximumOutputTokens, settings.MaximumOutputTokens, settings.Limits.MaximumOutputTokens);

    private static double? Narrow(double? asked, double? own, bool isLimit) => asked is null || (isLimit && asked > own) ? own : asked;
}
