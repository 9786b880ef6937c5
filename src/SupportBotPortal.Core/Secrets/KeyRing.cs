using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Secrets;

/// <summary>
/// The data keys, out of their wrapping, for this process. Loaded once at start; looks again by itself when it is locked
/// or meets a kid it does not know, because commands beside a running portal change the ring.
/// A key once opened stays open until it is destroyed: what a kid means never changes, only what wraps it.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>So that a thousand blobs of an unknown kid do not become a thousand reads.</summary>
    internal static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly IKeyRingStore _store;
    private readonly MasterKeySources _sources;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly Lock _refresh = new();
    private volatile RingSnapshot _now = RingSnapshot.Empty("The key ring has not been loaded yet.");
    private long _refreshed;
    private bool _disposed;

    internal KeyRing(IKeyRingStore store, MasterKeySources sources, TimeProvider time, ILogger<KeyRing> logger) =>
        (_store, _sources, _time, _logger) = (store, sources, time, logger);

    /// <inheritdoc cref="ISecretBox.Status"/>
    public KeyRingStatus Status => _now.Status;

    internal RingSnapshot Now => _now;

    /// <summary>
    /// Reads the ring; on the very first start makes the master key and the first data key. Also for “try again”.
    /// A missing or wrong master key is no error: the ring is locked, says why, and nothing is changed.
    /// </summary>
    /// <exception cref="SecretsConfigurationException">The portal must not start.</exception>
    public async Task LoadAsync(CancellationToken ct = default)
    {
        var contents = _store.Load();
        if (RingStatus.IsNew(contents))
            await CreateFirstAsync(contents, ct);

        Refresh(thorough: true);
        if (Status.IsReady)
            _logger.LogInformation("The key ring is ready; data key {Kid} seals what is stored from now on", _now.Active?.Kid);
        else
            _logger.LogError("The key ring is locked. {Sentence}", Status.Sentence);
    }

    /// <summary>
    /// The way out of a lock when the right master key is lost: the ring gets a new active key, under the master key that is
    /// there if it comes from outside or still fits part of the ring, otherwise under a new one. Nothing is destroyed: a file
    /// that does not fit is set aside under another name, and the old data keys stay as decrypt-only under their old master
    /// key. Should that come back, <see cref="SecretsOptions.PreviousMasterKeyFiles"/> makes them open again.
    /// Refuses while the ring is ready.
    /// </summary>
    /// <param name="actor">Who asked, for the audit log.</param>
    /// <param name="ct">Of the caller.</param>
    /// <exception cref="SecretsConfigurationException">Sources disagree, or a file is open to others.</exception>
    public async Task<AdoptNewResult> AdoptNewAsync(Actor actor, CancellationToken ct = default)
    {
        Refresh(thorough: true);
        if (Status.IsReady)
            return new AdoptNewResult(false, "The key ring works: there is nothing to adopt.");

        var contents = _store.Load();
        string? kept = null;
        using (var found = _sources.Read())
        {
            if (found.OwnFile is null && found.Current is null)
                return new AdoptNewResult(false, $"{found.Chosen.Problem} It is given from outside the portal: put a new key there first (32 random bytes in base64), then adopt it.");

            if (found.OwnFile is { } path && !(found.Current is { } current && Fits(contents, current)))
            {
                // Access is repaired in a minute; a right key that was set aside is missed for long.
                if (found.Chosen.Trouble == MasterKeyTrouble.Unreadable)
                    return new AdoptNewResult(false, $"{found.Chosen.Problem} It may be the right one: make it readable first.");

                if (found.Chosen.Trouble != MasterKeyTrouble.Missing)
                    kept = MasterKeyFile.SetAside(path, _time.GetUtcNow().UtcDateTime);

                MasterKeyFile.Create(path);
            }
        }

        using var reading = _sources.Read();
        if (!await AddKeyAsync(contents, reading, actor, ct))
            return new AdoptNewResult(false, "The key ring was changed by another process at the same moment. Look at it again before you repeat this.");

        Refresh();
        _logger.LogWarning("A new key was adopted: key {Kid} seals from now on, under master key {MasterKeyId}", _now.Active?.Kid, reading.Current?.Id);
        return new AdoptNewResult(true,
            $"Key {_now.Active?.Kid} seals from now on, under the master key in {reading.Chosen.Where}: back that up. Secrets that no longer open are shown and can be entered again."
            + (kept is null ? "" : $" The former file was kept as {kept}."));
    }

    /// <summary>Looks again without ever throwing or creating anything. <paramref name="always"/> ignores the interval.</summary>
    internal void TryRefresh(bool always = false)
    {
        if (!always && _time.GetElapsedTime(Interlocked.Read(ref _refreshed)) < RefreshInterval)
            return;

        try
        {
            Refresh();
        }
        catch (SecretsConfigurationException e)
        {
            // What is open stays open; a lock gets the newer reason.
            lock (_refresh)
            {
                if (!_now.Status.IsReady)
                    _now = _now with { Status = KeyRingStatus.Locked(e.Message) };
            }
        }
        catch (Exception e)
        {
            _logger.LogWarning(e, "The key ring could not be read again; what was known of it stays in use");
        }
    }

    public void Dispose()
    {
        lock (_refresh)
        {
            _disposed = true;
            Replace(RingSnapshot.Empty("The portal is shutting down."));
        }
    }

    private static bool Fits(KeyRingContents contents, MasterKey master) =>
        contents.Keys.Any(row => DataKeys.IsOver(row, contents.InstallationId, master));

    private async Task CreateFirstAsync(KeyRingContents contents, CancellationToken ct)
    {
        using (var found = _sources.Read())
        {
            if (found is { OwnFile: { } path, Chosen.Trouble: MasterKeyTrouble.Missing })
            {
                MasterKeyFile.Create(path);
                _logger.LogWarning("A master key was made in {Path}. Back it up apart from the database: without it no sealed key can be opened", path);
            }
        }

        using var reading = _sources.Read();
        // Lost the race against another first start: its row is in the database then, and Refresh finds it.
        await AddKeyAsync(contents, reading, null, ct);
    }

    private async Task<bool> AddKeyAsync(KeyRingContents contents, MasterKeyReading reading, Actor? adoptedBy, CancellationToken ct)
    {
        if (reading.Current is not { } master)
            return false;

        // In a ring that was lost, counting from 1 would give its kids a second meaning: its blobs would look damaged, not unknown.
        var kid = contents is { Keys.Count: 0, AnythingSealed: true }
            ? RandomNumberGenerator.GetInt32(1_000, 1_000_000)
            : contents.Keys.Select(k => k.Id).DefaultIfEmpty().Max() + 1;
        var row = DataKeys.Create(master, contents.InstallationId, kid, _time.GetUtcNow().UtcDateTime);
        return await _store.AddActiveAsync(row, contents.Active?.Id, adoptedBy, ct);
    }

    /// <param name="thorough">Also asks the sources again for keys that could not be opened before.</param>
    private void Refresh(bool thorough = false)
    {
        lock (_refresh)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Interlocked.Exchange(ref _refreshed, _time.GetTimestamp());
            var contents = _store.Load();
            var known = _now.Keys;
            RingKey? Opened(SealingKey row) =>
                row.State != SealingKeyState.Destroyed && known.GetValueOrDefault(row.Id) is { State: RingKeyState.Open } key ? key : null;

            // The sources are asked only if a key is missing: a portal that runs does not depend on the file any more.
            var complete = !thorough && contents.Active is { } seals && Opened(seals) is not null
                && contents.Keys.All(row => row.State == SealingKeyState.Destroyed || known.ContainsKey(row.Id));
            using var reading = complete ? null : _sources.Read();
            var keys = contents.Keys
                .Select(row => Opened(row) ?? DataKeys.Open(row, contents.InstallationId, reading?.Usable ?? []))
                .ToFrozenDictionary(k => k.Kid);
            var active = contents.Active is { } row ? keys[row.Id] : null;
            foreach (var problem in (thorough ? reading?.PreviousProblems : null) ?? [])
                _logger.LogWarning("A former master key is configured and not usable. {Problem}", problem);

            Replace(new RingSnapshot(RingStatus.Of(contents, active, reading), contents.InstallationId, active, keys));
        }
    }

    /// <summary>Wipes what the new ring does not hold any more; the one who uses such a key at this very moment finishes first.</summary>
    private void Replace(RingSnapshot next)
    {
        var before = _now;
        _now = next;
        foreach (var gone in before.Keys.Values.Where(k => !ReferenceEquals(next.Keys.GetValueOrDefault(k.Kid), k)))
            gone.Key?.Dispose();
    }
}
