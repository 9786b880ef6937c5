namespace SupportBotPortal.Core.Data;

/// <summary>The single row that names this installation; part of what seals every secret.</summary>
public sealed class Installation
{
    public Guid Id { get; set; }

    public DateTime CreatedAt { get; set; }
}
