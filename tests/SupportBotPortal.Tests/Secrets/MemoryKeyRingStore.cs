using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

/// <summary>Keeps the rows as a database would: every load hands out copies.</summary>
internal sealed class MemoryKeyRingStore : IKeyRingStore
{
    private readonly Lock _lock = new();

    public Guid InstallationId { get; set; } = Guid.Parse("5d1f2c1e-9f0a-4a52-8f7e-0f3f6a1c2b3d");

    public List<SealingKey> Rows { get; } = [];

    public bool AnythingSealed { get; set; }

    public int Loads { get; private set; }

    public Exception? FailsWith { get; set; }

    public KeyRingContents Load()
    {
        lock (_lock)
        {
            Loads++;
            return FailsWith is null ? new KeyRingContents(InstallationId, [.. Rows.Select(Copy)], AnythingSealed) : throw FailsWith;
        }
    }

    public Task<bool> AddActiveAsync(SealingKey key, int? expectedActive, Actor? adoptedBy, CancellationToken ct)
    {
        lock (_lock)
        {
            var active = Rows.Find(r => r.State == SealingKeyState.Active);
            if (active?.Id != expectedActive || Rows.Exists(r => r.Id == key.Id))
                return Task.FromResult(false);

            active?.State = SealingKeyState.DecryptOnly;
            Rows.Add(Copy(key));
            return Task.FromResult(true);
        }
    }

    private static SealingKey Copy(SealingKey row) => new()
    {
        Id = row.Id,
        State = row.State,
        MasterKeyId = row.MasterKeyId,
        WrappedKey = [.. row.WrappedKey],
        Canary = [.. row.Canary],
        CreatedAt = row.CreatedAt,
    };
}
