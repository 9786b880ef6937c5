using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Sets of environments, and how people call them.</summary>
public static class EnvironmentSets
{
    /// <summary>Each environment in the order people think of them, the one without a label last.</summary>
    public static IReadOnlyList<Environments> Each { get; } = [Environments.Development, Environments.Staging, Environments.Production, Environments.Unlabelled];

    public static Environments Of(ProviderEnvironment label) => label switch
    {
        ProviderEnvironment.Development => Environments.Development,
        ProviderEnvironment.Staging => Environments.Staging,
        ProviderEnvironment.Production => Environments.Production,
        // A label that this version does not know is nobody's in particular: whoever may act on all may act on it.
        ProviderEnvironment.None => Environments.Unlabelled,
        _ => Environments.Everywhere,
    };

    public static bool Covers(this Environments held, Environments needed) => (held & needed) == needed;

    /// <summary>E.g. “development, staging and unlabelled”; “everywhere”.</summary>
    public static string Words(this Environments environments)
    {
        if (environments.Covers(Environments.Everywhere)) return "everywhere";
        var names = Each.Where(one => environments.Covers(one)).Select(Name).ToList();
        return names.Count switch
        {
            0 => "nowhere",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }

    /// <summary>Of one environment, e.g. “staging”.</summary>
    public static string Name(Environments one) => one.ToString().ToLowerInvariant();
}
