using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Api.Providers;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>A provider of a file, and what would become of it.</summary>
/// <param name="Existing">The one of that name that is here.</param>
/// <param name="Changes">None, if something is wrong.</param>
public sealed record PlannedProvider(ProviderCreate Entry, SeenProvider? Existing, ProviderCheck Check, IReadOnlyList<AuditChange> Changes, IReadOnlyList<FieldMessage> Errors, IReadOnlyList<string> Notes)
{
    public ImportAction Action => this switch
    {
        { Errors.Count: > 0 } => ImportAction.Refused,
        { Existing: null } => ImportAction.Create,
        { Changes.Count: 0 } => ImportAction.Unchanged,
        _ => ImportAction.Update,
    };

    /// <summary>Names the type only: it carries secrets.</summary>
    public override string ToString() => nameof(PlannedProvider);
}

/// <summary>A provider as it was when the change was planned.</summary>
public sealed record SeenProvider(string Slug, int Version);
