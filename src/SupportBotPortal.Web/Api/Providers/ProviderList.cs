using System.ComponentModel;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>A page of providers.</summary>
public sealed record ProviderList
{
    [Description("In the order of their names.")]
    public required IReadOnlyList<ProviderResource> Data { get; init; }

    [Description("Sent as cursor it brings the next page; null: there is none.")]
    public required string? NextCursor { get; init; }
}
