using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class KeyRingTests : IDisposable
{
    private readonly SecretsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_second_start_opens_what_the_first_one_sealed()
    {
        var blob = (await _bench.StartAsync()).Box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        var (_, box) = await _bench.StartAsync();

        box.Open(blob, SecretsBench.Context).Value.ShouldBe(SecretsBench.Plaintext);
        _bench.Store.Rows.Count.ShouldBe(1);
        _bench.Store.Rows[0].CreatedAt.ShouldBe(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_ring_that_was_not_loaded_is_locked()
    {
        using var ring = _bench.NewRing();

        ring.Status.IsReady.ShouldBeFalse();
        ring.Status.Sentence.ShouldContain("not been loaded");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("wrong")]
    [InlineData("damaged")]
    public async Task Without_the_right_master_key_all_is_locked_nothing_destroyed_and_its_return_heals(string trouble)
    {
        var blob = (await _bench.StartAsync()).Box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        var right = await File.ReadAllTextAsync(_bench.KeyFile, TestContext.Current.CancellationToken);
        var before = _bench.Store.Rows[0];
        var (id, wrapped) = (before.MasterKeyId, before.WrappedKey.ToArray());
        if (trouble == "missing")
            File.Delete(_bench.KeyFile);
        else if (trouble == "wrong")
            _bench.WriteKey("master.key", 9);
        else
            _bench.Write("master.key", "rubbish");

        var (ring, box) = await _bench.StartAsync();

        ring.Status.IsReady.ShouldBeFalse();
        ring.Status.Sentence.ShouldContain(_bench.KeyFile);
        ring.Status.Sentence.ShouldContain(id);
        ring.Status.Sentence.ShouldContain("keys adopt-new --confirm");
        box.Open(blob, SecretsBench.Context).ShouldBe(new OpenedSecret(SecretState.Locked, null));
        box.Open([], SecretsBench.Context).State.ShouldBe(SecretState.Empty);
        box.Open([1, 2, 3], SecretsBench.Context).State.ShouldBe(SecretState.Locked);
        Should.Throw<PortalLockedException>(() => box.Seal("x", SecretsBench.Context));
        File.Exists(_bench.KeyFile).ShouldBe(trouble != "missing", "never a new one silently");
        _bench.Store.Rows.ShouldHaveSingleItem().WrappedKey.ShouldBe(wrapped);

        _bench.Write("master.key", right);
        box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.Locked, "it looks again once a second at most");
        _bench.Time.Advance(KeyRing.RefreshInterval);
        box.Open(blob, SecretsBench.Context).Value.ShouldBe(SecretsBench.Plaintext, "the running portal notices");
        (await _bench.StartAsync()).Box.Open(blob, SecretsBench.Context).Value.ShouldBe(SecretsBench.Plaintext);
    }

    [Fact]
    public async Task A_running_portal_survives_the_loss_of_the_file()
    {
        var (ring, box) = await _bench.StartAsync();
        File.Delete(_bench.KeyFile);

        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        await ring.LoadAsync(TestContext.Current.CancellationToken);

        ring.Status.IsReady.ShouldBeTrue();
        box.Open(blob, SecretsBench.Context).Value.ShouldBe(SecretsBench.Plaintext);
    }

    [Fact]
    public async Task The_canary_tells_a_damaged_row_from_a_wrong_master_key()
    {
        await _bench.StartAsync();
        var row = _bench.Store.Rows[0];
        row.WrappedKey[^1] ^= 1;
        row.MasterKeyId = "0000000000000000";

        (await _bench.StartAsync()).Ring.Status.Sentence.ShouldContain("The master key is right, but key 1 of the key ring is damaged");

        row.WrappedKey[^1] ^= 1;
        _bench.WriteKey("master.key", 9);
        (await _bench.StartAsync()).Ring.Status.Sentence.ShouldContain("is not the one that sealed");
    }

    [Fact]
    public async Task A_damaged_canary_alone_locks_nothing()
    {
        var blob = (await _bench.StartAsync()).Box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        _bench.Store.Rows[0].Canary = [];

        (await _bench.StartAsync()).Box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.Ready);
    }

    [Fact]
    public async Task No_damaged_row_opens_and_none_throws()
    {
        await _bench.StartAsync();
        var row = _bench.Store.Rows[0];
        byte[] intact = [.. row.WrappedKey];
        for (var i = 0; i < intact.Length; i++)
        {
            row.WrappedKey = [.. intact];
            row.WrappedKey[i] ^= 0x10;
            (await _bench.StartAsync()).Ring.Status.Sentence.ShouldContain("damaged");
        }
    }

    [Fact]
    public async Task A_lost_ring_under_sealed_secrets_locks_instead_of_starting_over()
    {
        _bench.Store.AnythingSealed = true;

        var (ring, _) = await _bench.StartAsync();

        ring.Status.Sentence.ShouldContain("key ring in the database is empty");
        File.Exists(_bench.KeyFile).ShouldBeFalse();
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_portals_that_start_first_at_once_share_one_key()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_bench.StartAsync)));

        var blob = rings[0].Box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        _bench.Store.Rows.ShouldHaveSingleItem();
        rings.ShouldAllBe(r => r.Box.Open(blob, SecretsBench.Context).State == SecretState.Ready);
    }
}
