using Htmx.TagHelpers;

namespace SupportBotPortal.Web.Htmx;

/// <summary>Which answers htmx swaps: it ignores 4xx by default, but a refused form (422) and a conflict (409) are content.</summary>
public static class HtmxSettings
{
    public static IReadOnlyList<HtmxResponseHandling> ResponseHandling { get; } =
    [
        new() { Code = "204", Swap = false },
        new() { Code = "[23]..", Swap = true },
        new() { Code = "409", Swap = true },
        new() { Code = "422", Swap = true },
        new() { Code = "[45]..", Swap = false, Error = true },
    ];
}
