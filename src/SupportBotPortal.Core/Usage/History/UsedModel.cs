namespace SupportBotPortal.Core.Usage.History;

/// <summary>A model as usage knows it.</summary>
public sealed class UsedModel
{
    /// <summary>Small, because it stands in every row.</summary>
    public int Id { get; set; }

    /// <summary>Empty where no model was asked.</summary>
    public Guid ProviderId { get; set; }

    public required string ModelId { get; set; }

    /// <summary>The provider's, for when it is gone.</summary>
    public required string Slug { get; set; }
}
