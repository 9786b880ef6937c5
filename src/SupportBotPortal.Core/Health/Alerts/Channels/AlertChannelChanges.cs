using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>Changes channels; each change is one transaction with its audit line.</summary>
public sealed class AlertChannelChanges(PortalDbContext db, AuditTrail audit, SigningSecrets secrets, TimeProvider time)
{
    /// <returns>With the signing secret of a webhook.</returns>
    /// <exception cref="Secrets.PortalLockedException">A webhook's secret cannot be sealed now.</exception>
    public async Task<ChannelSaved> CreateAsync(AlertChannelValues values, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await IsTakenAsync(values.Name, Guid.Empty, cancellationToken)) return new(ChangeOutcome.NameTaken);
        var channel = new AlertChannel { Id = Guid.NewGuid(), Name = values.Name, NormalizedName = ProviderNames.Normalize(values.Name), Kind = values.Kind, CreatedAt = Now };
        Apply(channel, values);
        var secret = values.Kind == AlertChannelKind.Webhook ? MakeSecret(channel) : null;
        db.AlertChannels.Add(channel);
        var changes = ChannelWords.Differences(null, channel);
        await CommitAsync(channel, actor, "alert_channel.created", secret is null ? changes : [.. changes, AuditChange.Secret("Signing secret", "set")], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, channel.Id, secret);
    }

    /// <param name="version">The version that was shown.</param>
    public async Task<ChannelSaved> EditAsync(Guid id, int version, AlertChannelValues values, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } channel) return new(ChangeOutcome.NotFound);
        if (channel.Version != version) return new(ChangeOutcome.Conflict, id);
        if (await IsTakenAsync(values.Name, id, cancellationToken)) return new(ChangeOutcome.NameTaken, id);
        var before = (AlertChannel)db.Entry(channel).CurrentValues.ToObject();
        Apply(channel, values);
        var changes = ChannelWords.Differences(before, channel);
        if (changes.Count == 0) return new(ChangeOutcome.Done, id);
        await CommitAsync(channel, actor, "alert_channel.edited", changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, id);
    }

    public async Task<ChannelSaved> SetActiveAsync(Guid id, bool isActive, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } channel) return new(ChangeOutcome.NotFound);
        if (channel.IsActive == isActive) return new(ChangeOutcome.Done, id);
        (channel.IsActive, channel.TurnedOffBecause) = (isActive, null);
        await CommitAsync(channel, actor, isActive ? "alert_channel.activated" : "alert_channel.deactivated", [new("Active", ChannelWords.YesNo(!isActive), ChannelWords.YesNo(isActive))], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, id);
    }

    /// <summary>Makes another signing secret; what is sent from now on is signed with it.</summary>
    /// <exception cref="Secrets.PortalLockedException">It cannot be sealed now.</exception>
    public async Task<ChannelSaved> ReplaceSecretAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { Kind: AlertChannelKind.Webhook } channel) return new(ChangeOutcome.NotFound);
        var secret = MakeSecret(channel);
        await CommitAsync(channel, actor, "alert_channel.secret_replaced", [AuditChange.Secret("Signing secret", "replaced")], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, id, secret);
    }

    public async Task<ChannelSaved> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } channel) return new(ChangeOutcome.NotFound);
        db.AlertChannels.Remove(channel);
        await audit.CommitAsync(db, actor, RecordOf(channel, "alert_channel.deleted", []), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, id);
    }

    internal static AuditRecord RecordOf(AlertChannel channel, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "alert_channel", SubjectId = channel.Id.ToString(), SubjectName = channel.Name, Changes = changes };

    private static void Apply(AlertChannel channel, AlertChannelValues values)
    {
        (channel.Name, channel.NormalizedName, channel.Url, channel.ReminderHours) = (values.Name, ProviderNames.Normalize(values.Name), values.Url, values.ReminderHours);
        channel.Recipients = [.. values.Recipients];
        channel.Events = [.. values.Events];
        channel.Environments = [.. values.Environments];
        channel.Providers = [.. values.Providers];
        if (values.IsActive && !channel.IsActive) channel.TurnedOffBecause = null;
        channel.IsActive = values.IsActive;
    }

    private string MakeSecret(AlertChannel channel)
    {
        var secret = SigningSecrets.New();
        (channel.SigningSecret, channel.SigningSecretSetAt) = (secrets.Seal(channel.Id, secret), Now);
        return secret;
    }

    private Task CommitAsync(AlertChannel channel, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        channel.Version++;
        channel.UpdatedAt = Now;
        return audit.CommitAsync(db, actor, RecordOf(channel, action, changes), cancellationToken);
    }

    private Task<AlertChannel?> FindAsync(Guid id, CancellationToken cancellationToken) => db.AlertChannels.FirstOrDefaultAsync(c => c.Id == id, cancellationToken);

    private Task<bool> IsTakenAsync(string name, Guid id, CancellationToken cancellationToken)
    {
        var normalized = ProviderNames.Normalize(name);
        return db.AlertChannels.AnyAsync(c => c.NormalizedName == normalized && c.Id != id, cancellationToken);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
