using System.ComponentModel;

namespace SupportBotPortal.Web.Api;

/// <summary>The shape of every answer that is none (RFC 9457), for the document.</summary>
internal sealed record Problem
{
    [Description("HTTP status.")]
    public required int Status { get; init; }

    public required string Title { get; init; }

    [Description("A sentence for a person: what happened, why, what to do.")]
    public required string Detail { get; init; }

    [Description("What a program tells it by.")]
    public required string Code { get; init; }

    [Description("With code invalid: by the name of the field, what is wrong with it.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
