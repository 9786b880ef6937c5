using System.ComponentModel;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>What an import does, or would do.</summary>
public sealed record ImportReport
{
    [Description("Whether nothing was changed, because only the difference was asked for.")]
    public required bool DryRun { get; init; }

    [Description("Whether nothing of it is refused.")]
    public required bool IsComplete { get; init; }

    public required IReadOnlyList<ImportedPart> Providers { get; init; }

    [Description("null: the file says nothing of it.")]
    public required ImportedPart? Generation { get; init; }

    [Description("Providers that are here and not in the file. They stay.")]
    public required IReadOnlyList<string> OnlyHere { get; init; }
}

/// <summary>What becomes of a part of the file.</summary>
public sealed record ImportedPart
{
    public required string Name { get; init; }

    public required ImportAction Action { get; init; }

    [Description("Field by field. Of a secret only that it is set or replaced.")]
    public required IReadOnlyList<ImportedChange> Changes { get; init; }

    [Description("By the name of the field, what is wrong with it.")]
    public required IReadOnlyDictionary<string, string[]> Errors { get; init; }

    [Description("What else there is to know.")]
    public required IReadOnlyList<string> Notes { get; init; }
}

public enum ImportAction
{
    Create,
    Update,
    Unchanged,
    Refused,
}

/// <summary>A field that changes.</summary>
public sealed record ImportedChange(string Field, string? Before, string? After);
