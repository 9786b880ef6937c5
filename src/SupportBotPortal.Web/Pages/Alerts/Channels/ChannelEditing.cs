using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>What adding and editing a channel share.</summary>
public sealed class ChannelEditing(PortalDbContext db, AlertChannelRules rules, ISecretBox box)
{
    /// <summary>Why no signing secret can be made now; <see langword="null"/> if one can.</summary>
    public string? LockedSentence => box.Status.IsReady ? null : $"A signing secret can neither be made nor stored now: the portal is locked. {box.Status.Sentence}";

    public Task<AlertChannel?> FindAsync(Guid id, CancellationToken cancellationToken) => db.AlertChannels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken);

    public async Task<ChannelFormView> ShowAsync(ChannelForm form, AlertChannel? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var choices = await ProviderChoice.AllAsync(db, form.Providers, cancellationToken);
        return new(form, existing, choices) { HasMailServer = await db.MailServers.AnyAsync(cancellationToken) };
    }

    public async Task<(AlertChannelCheck Check, IReadOnlyList<FieldMessage> Errors)> CheckAsync(ChannelForm form, AlertChannel? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var check = await rules.CheckAsync(form.ToInput(), existing, cancellationToken);
        return (check, form is { IsOfChosen: true, Providers.Count: 0 }
            ? [.. check.Errors, new(nameof(form.Providers), "Choose at least one provider, or all of them: so it would tell of none.")]
            : check.Errors);
    }

    /// <summary>The names of providers, for saying what was chosen.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> providers, CancellationToken cancellationToken)
    {
        var ids = providers.Distinct().ToList();
        return await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }
}
