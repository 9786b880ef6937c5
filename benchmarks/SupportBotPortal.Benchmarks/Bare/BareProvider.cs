using System.ComponentModel.DataAnnotations.Schema;

namespace SupportBotPortal.Benchmarks.Bare;

/// <summary>A row of the portal's table.</summary>
[Table("Providers")]
public sealed class BareProvider
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public string NormalizedName { get; set; } = "";

    public string Slug { get; set; } = "";

    public string TypeId { get; set; } = "";

    public string BaseUrl { get; set; } = "";

    public string Environment { get; set; } = "";

    public bool IsActive { get; set; }

    public DateTime? DeletedAt { get; set; }

    [Column("LastTest_Outcome")]
    public string? Outcome { get; set; }

    [Column("LastTest_At")]
    public DateTime? TestedAt { get; set; }

    [Column("LastTest_Milliseconds")]
    public int? Milliseconds { get; set; }

    public DateTime? KeySetAt { get; set; }
}
