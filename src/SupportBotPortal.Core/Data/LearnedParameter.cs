using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data;

/// <summary>A parameter that a model has refused: it is not sent to it any more.</summary>
public sealed class LearnedParameter
{
    public Guid ProviderId { get; set; }

    public required string ModelId { get; set; }

    public GenerationParameter Parameter { get; set; }

    /// <summary>The provider's connection when it was refused: behind another address there may be another model.</summary>
    public int ConnectionRevision { get; set; }

    public DateTime LearnedAt { get; set; }
}
