using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Core.Data;

/// <summary>The configuration database: people, providers, sealed keys, generation settings, the audit log.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options)
    : IdentityDbContext<PortalUser, PortalRole, Guid>(options)
{
    public DbSet<Provider> Providers => Set<Provider>();

    public DbSet<ProviderSecret> ProviderSecrets => Set<ProviderSecret>();

    public DbSet<ProviderModel> ProviderModels => Set<ProviderModel>();

    public DbSet<ProviderKeyChange> ProviderKeyChanges => Set<ProviderKeyChange>();

    public DbSet<RolePermission> RolePermissions => Set<RolePermission>();

    public DbSet<SignInPolicy> SignInPolicy => Set<SignInPolicy>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<UserSession> Sessions => Set<UserSession>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    public DbSet<AlertChannel> AlertChannels => Set<AlertChannel>();

    public DbSet<MailServer> MailServers => Set<MailServer>();

    public DbSet<MaintenanceWindow> MaintenanceWindows => Set<MaintenanceWindow>();

    public DbSet<HealthReport> HealthReports => Set<HealthReport>();

    public DbSet<BoardLink> BoardLinks => Set<BoardLink>();

    public DbSet<GenerationVersion> GenerationVersions => Set<GenerationVersion>();

    public DbSet<LearnedParameter> LearnedParameters => Set<LearnedParameter>();

    public DbSet<BotToken> BotTokens => Set<BotToken>();

    public DbSet<TrialExample> TrialExamples => Set<TrialExample>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditAnchor> AuditAnchors => Set<AuditAnchor>();

    public DbSet<SealingKey> SealingKeys => Set<SealingKey>();

    public DbSet<Installation> Installation => Set<Installation>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampPeople();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampPeople();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>
    /// Identity writes all of a person, as he was when it read him, unless this has changed since. Whoever was disabled, or set up a
    /// second factor, while somebody's password was being checked would be as he was before.
    /// </summary>
    private void StampPeople()
    {
        foreach (var person in ChangeTracker.Entries<PortalUser>().Where(p => p.State == EntityState.Modified))
            person.Entity.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }
}
