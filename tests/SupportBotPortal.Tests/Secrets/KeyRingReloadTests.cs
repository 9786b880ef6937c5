using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class KeyRingReloadTests : IDisposable
{
    private readonly SecretsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_key_added_beside_a_running_portal_is_found_and_sealed_with()
    {
        var (ring, box) = await _bench.StartAsync();
        var old = box.Seal("old", SecretsBench.Context);
        using (var reading = new MasterKeySources(_bench.Options, _ => null).Read())
        {
            var row = DataKeys.Create(reading.Current!, _bench.Store.InstallationId, 2, _bench.Time.GetUtcNow().UtcDateTime);
            (await _bench.Store.AddActiveAsync(row, 1, null, TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        var (_, beside) = await _bench.StartAsync();
        var blob = beside.Seal("new", SecretsBench.Context);
        _bench.Time.Advance(KeyRing.RefreshInterval);

        box.Open(blob, SecretsBench.Context).Value.ShouldBe("new");
        box.Open(old, SecretsBench.Context).Value.ShouldBe("old");
        ring.Now.Active!.Kid.ShouldBe(2);
        _bench.Store.Rows[0].State.ShouldBe(SealingKeyState.DecryptOnly);
    }

    [Fact]
    public async Task Blobs_of_an_unknown_key_do_not_hammer_the_database()
    {
        var (_, box) = await _bench.StartAsync();
        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        blob[5] = 77;
        _bench.Time.Advance(KeyRing.RefreshInterval);
        var before = _bench.Store.Loads;

        for (var i = 0; i < 100; i++)
            box.Check(blob, SecretsBench.Context).ShouldBe(SecretState.UnknownKey);

        _bench.Store.Loads.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_database_that_fails_does_not_stop_what_is_already_open()
    {
        var (_, box) = await _bench.StartAsync();
        _bench.Store.FailsWith = new IOException("disk");

        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.Ready);
        blob[5] = 77;
        _bench.Time.Advance(KeyRing.RefreshInterval);
        box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.UnknownKey);
    }

    [Fact]
    public async Task After_shutdown_nothing_opens_and_nothing_throws()
    {
        var (ring, box) = await _bench.StartAsync();
        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        ring.Dispose();

        _bench.Time.Advance(KeyRing.RefreshInterval);
        box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.Locked);
        Should.Throw<PortalLockedException>(() => box.Seal("x", SecretsBench.Context));
    }
}
