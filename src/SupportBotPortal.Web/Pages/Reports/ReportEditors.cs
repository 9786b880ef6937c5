using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Puts together what the form of a report offers.</summary>
public sealed class ReportEditors(PortalDbContext db, ReportRules rules, IOptions<HealthOptions> options, TimeProvider time)
{
    /// <summary>How many providers can be chosen from, besides those that are chosen.</summary>
    public const int MostOffered = 500;

    /// <param name="existing">The report that is edited; <see langword="null"/> for a new one.</param>
    /// <param name="form">What stands in the fields.</param>
    /// <param name="errors">A sentence at each field that is wrong.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReportEditor> OfAsync(HealthReport? existing, ReportForm form, IReadOnlyList<FieldMessage> errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var channels = await db.AlertChannels.Where(c => c.Kind == AlertChannelKind.Webhook).OrderBy(c => c.NormalizedName)
            .Select(c => new ReportChoice(c.Id, c.Name, c.IsActive ? "" : "off")).ToListAsync(cancellationToken);
        var offered = await Choices(db.Providers).Take(MostOffered + 1).ToListAsync(cancellationToken);
        var isCut = offered.Count > MostOffered;
        if (isCut) offered.RemoveAt(MostOffered);
        var chosen = form.Providers.Except(offered.Select(p => p.Id)).ToList();
        if (chosen.Count > 0) offered.InsertRange(0, await Choices(db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => chosen.Contains(p.Id))).ToListAsync(cancellationToken));
        return new(
            existing?.Id,
            form,
            errors,
            Times(form, existing, errors),
            channels,
            offered,
            isCut,
            await db.MailServers.AnyAsync(cancellationToken));
    }

    /// <summary>The names of what is ticked in the form, or was when it was saved.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(HealthReport saved, ReportForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(form);
        var (channels, providers) = (saved.Channels.Union(form.Channels).ToList(), saved.Providers.Union(form.Providers).ToList());
        var names = await db.AlertChannels.Where(c => channels.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancellationToken);
        names.AddRange(await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => providers.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken));
        return names.ToDictionary(n => n.Id, n => n.Name);
    }

    /// <summary>When it would be sent.</summary>
    public ReportTimesView Times(ReportForm form, HealthReport? existing, IReadOnlyList<FieldMessage> errors)
    {
        ArgumentNullException.ThrowIfNull(form);
        var check = rules.CheckTimes(form.ToInput(), existing);
        return ReportTimesView.Of(check with { Errors = [.. check.Errors, .. errors] }, options.Value.IsOn, time.GetUtcNow().UtcDateTime);
    }

    private static IQueryable<ReportChoice> Choices(IQueryable<Provider> providers) => providers.OrderBy(p => p.NormalizedName)
        .Select(p => new ReportChoice(p.Id, p.Name, p.DeletedAt != null ? "deleted" : !p.IsActive ? "inactive" : p.Environment == ProviderEnvironment.None ? "" : p.Environment.ToString()));
}
