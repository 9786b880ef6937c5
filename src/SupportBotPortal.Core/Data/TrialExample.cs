namespace SupportBotPortal.Core.Data;

/// <summary>A question with an answer that somebody found good: what other settings, or another model, are tried against.</summary>
public sealed class TrialExample
{
    public Guid Id { get; set; }

    /// <summary>What people tell it from others by.</summary>
    public required string Name { get; set; }

    /// <summary>What the customer says.</summary>
    public required string Question { get; set; }

    /// <summary>What was answered, as Markdown.</summary>
    public required string Answer { get; set; }

    /// <summary>The name of the model that did.</summary>
    public required string Model { get; set; }

    /// <summary>What every answer has to mention, one on a line; empty = it is only looked at.</summary>
    public string Mentions { get; set; } = "";

    public DateTime SavedAt { get; set; }

    public string SavedBy { get; set; } = "";
}
