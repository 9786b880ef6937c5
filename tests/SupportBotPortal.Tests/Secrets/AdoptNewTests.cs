using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class AdoptNewTests : IDisposable
{
    private readonly SecretsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task It_refuses_while_the_ring_works()
    {
        var (ring, _) = await _bench.StartAsync();
        var key = Text(_bench.KeyFile);

        var result = await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken);

        result.Adopted.ShouldBeFalse();
        Text(_bench.KeyFile).ShouldBe(key);
        _bench.Store.Rows.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_heals_a_locked_ring_and_the_old_key_still_opens_when_it_is_found_again(bool wrongFileLies)
    {
        var old = (await _bench.StartAsync()).Box.Seal("old", SecretsBench.Context);
        var oldKey = Text(_bench.KeyFile);
        File.Delete(_bench.KeyFile);
        if (wrongFileLies)
            _bench.WriteKey("master.key", 9);
        var (ring, box) = await _bench.StartAsync();

        var result = await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken);

        result.Adopted.ShouldBeTrue(result.Sentence);
        ring.Status.IsReady.ShouldBeTrue();
        _bench.Store.Rows.Select(r => (r.Id, r.State)).ShouldBe([(1, SealingKeyState.DecryptOnly), (2, SealingKeyState.Active)]);
        box.Open(old, SecretsBench.Context).ShouldBe(new OpenedSecret(SecretState.UnknownKey, null));
        var fresh = box.Seal("new", SecretsBench.Context);
        var aside = Directory.GetFiles(_bench.Options.DataDirectory, "master.key.set-aside-20260301T120000Z-*");
        aside.Length.ShouldBe(wrongFileLies ? 1 : 0);
        if (wrongFileLies)
        {
            Text(aside[0]).ShouldContain(SecretsBench.Base64Key(9));
            result.Sentence.ShouldContain(aside[0]);
        }

        _bench.Write("found.key", oldKey);
        _bench.Options.PreviousMasterKeyFiles.Add("found.key");
        var (_, again) = await _bench.StartAsync();
        again.Open(old, SecretsBench.Context).Value.ShouldBe("old");
        again.Open(fresh, SecretsBench.Context).Value.ShouldBe("new");
    }

    [Fact]
    public async Task Putting_the_old_file_back_afterwards_locks_and_says_which_key_is_missing()
    {
        await _bench.StartAsync();
        var oldKey = Text(_bench.KeyFile);
        File.Delete(_bench.KeyFile);
        var (ring, _) = await _bench.StartAsync();
        await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken);

        _bench.Write("master.key", oldKey);
        var (locked, _) = await _bench.StartAsync();

        locked.Status.IsReady.ShouldBeFalse();
        locked.Status.Sentence.ShouldContain(_bench.Store.Rows[1].MasterKeyId);
    }

    [Fact]
    public async Task A_right_master_key_stays_when_only_the_row_is_damaged()
    {
        await _bench.StartAsync();
        var key = Text(_bench.KeyFile);
        _bench.Store.Rows[0].WrappedKey[^1] ^= 1;
        var (ring, box) = await _bench.StartAsync();

        (await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken)).Adopted.ShouldBeTrue();

        Text(_bench.KeyFile).ShouldBe(key);
        box.Open(box.Seal("new", SecretsBench.Context), SecretsBench.Context).Value.ShouldBe("new");
    }

    [Fact]
    public async Task A_key_from_outside_is_adopted_as_it_is()
    {
        _bench.Environment[MasterKeySources.Variable] = SecretsBench.Base64Key(1);
        var old = (await _bench.StartAsync()).Box.Seal("old", SecretsBench.Context);
        _bench.Environment[MasterKeySources.Variable] = SecretsBench.Base64Key(2);
        var (ring, box) = await _bench.StartAsync();

        (await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken)).Adopted.ShouldBeTrue();

        box.Check(old, SecretsBench.Context).ShouldBe(SecretState.UnknownKey);
        box.Check(box.Seal("new", SecretsBench.Context), SecretsBench.Context).ShouldBe(SecretState.Ready);
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_missing_outside_cannot_be_adopted()
    {
        _bench.Environment[MasterKeySources.Variable] = "rubbish";
        var (ring, _) = await _bench.StartAsync();

        var result = await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken);

        result.Adopted.ShouldBeFalse();
        result.Sentence.ShouldContain(MasterKeySources.Variable);
        result.Sentence.ShouldNotContain("rubbish");
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_not_set_aside()
    {
        // A directory in its place cannot be read by anybody, root included.
        Directory.CreateDirectory(_bench.KeyFile);
        var (ring, _) = await _bench.StartAsync();

        var result = await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken);

        result.Adopted.ShouldBeFalse();
        result.Sentence.ShouldContain("make it readable first");
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBe([_bench.KeyFile]);
    }

    [Fact]
    public async Task After_a_lost_ring_old_blobs_are_unknown_not_damaged()
    {
        var old = (await _bench.StartAsync()).Box.Seal("old", SecretsBench.Context);
        _bench.Store.Rows.Clear();
        _bench.Store.AnythingSealed = true;
        var (ring, box) = await _bench.StartAsync();

        (await ring.AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken)).Adopted.ShouldBeTrue();

        box.Check(old, SecretsBench.Context).ShouldBe(SecretState.UnknownKey);
    }

    private static string Text(string path) => File.ReadAllText(path);
}
