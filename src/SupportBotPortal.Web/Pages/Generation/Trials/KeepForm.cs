using SupportBotPortal.Core.Generation.Trials.Examples;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>An answer that is to be kept, as the browser sends it back.</summary>
public sealed class KeepForm
{
    public string? Name { get; set; }

    public string? Question { get; set; }

    public string? Answer { get; set; }

    public string? Model { get; set; }

    public string? Mentions { get; set; }

    public ExampleInput ToInput() => new(Name ?? "", Question ?? "", Answer ?? "", Model ?? "", Mentions ?? "");
}
