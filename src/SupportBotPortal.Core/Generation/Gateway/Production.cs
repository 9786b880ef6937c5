using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What is in production, ready to be used.</summary>
internal sealed record Production
{
    /// <summary>The newest version; <see langword="null"/> if none was ever saved.</summary>
    public GenerationVersion? Version { get; init; }

    public GenerationSettings Settings => Version?.Settings ?? new();

    /// <summary>The model and its fallbacks, as far as they can be asked, in the order in which they are.</summary>
    public IReadOnlyList<Target> Candidates { get; init; } = [];

    /// <summary>What bots may ask for by name, as far as it can be asked.</summary>
    public IReadOnlyDictionary<string, Target> Allowed { get; init; } = new Dictionary<string, Target>();

    /// <summary>Names of those that bots may ask for and that cannot be asked now.</summary>
    public IReadOnlySet<string> Unavailable { get; init; } = new HashSet<string>();

    /// <summary>The system prompt as a message in JSON; empty = there is none.</summary>
    public ReadOnlyMemory<byte> SystemMessage { get; init; }
}
