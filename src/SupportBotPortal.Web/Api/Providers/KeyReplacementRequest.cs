using System.ComponentModel;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>A new API key.</summary>
public sealed record KeyReplacementRequest
{
    [Description("Tested before it is stored, sealed then, and never shown again.")]
    public required string ApiKey { get; init; }

    [Description("Store it whatever the test finds.")]
    public bool AlthoughUnproven { get; init; }

    /// <summary>Names the type only: it carries a key.</summary>
    public override string ToString() => nameof(KeyReplacementRequest);
}
