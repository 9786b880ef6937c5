using System.Text.Json;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class SecretBoxTests : IDisposable
{
    private readonly SecretsBench _bench = new();

    public static TheoryData<string> ContextFields => ["entity", "id", "field", "type", "origin", "shifted"];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(SecretsBench.Plaintext)]
    [InlineData("")]
    [InlineData("schlüssel 🔑")]
    public async Task What_was_sealed_opens_again(string plaintext)
    {
        var (_, box) = await _bench.StartAsync();

        var blob = box.Seal(plaintext, SecretsBench.Context);

        box.Open(blob, SecretsBench.Context).ShouldBe(new OpenedSecret(SecretState.Ready, plaintext));
        box.Check(blob, SecretsBench.Context).ShouldBe(SecretState.Ready);
    }

    [Fact]
    public async Task Sealing_twice_gives_different_blobs_without_the_plaintext_in_them()
    {
        var (_, box) = await _bench.StartAsync();

        var first = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        var second = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        first.ShouldNotBe(second);
        first.AsSpan().IndexOf("sk-test"u8).ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(ContextFields))]
    public async Task A_blob_does_not_open_in_another_context(string changed)
    {
        var (_, box) = await _bench.StartAsync();
        var context = SecretsBench.Context;
        var blob = box.Seal(SecretsBench.Plaintext, context);

        var other = changed switch
        {
            "entity" => context with { Entity = "channel" },
            "id" => context with { EntityId = Guid.Parse("0b9f1a52-6f2c-4e5c-9d0e-1f2a3b4c5d6f") },
            "field" => context with { Field = "header:X-Token" },
            "type" => context with { ProviderType = "custom" },
            "origin" => context with { Origin = "https://evil.example:443" },
            // The same characters in a row, cut at another place.
            _ => context with { Field = "api-keyo", ProviderType = "penai" },
        };

        box.Open(blob, other).ShouldBe(new OpenedSecret(SecretState.Damaged, null));
        box.Check(blob, other).ShouldBe(SecretState.Damaged);
    }

    [Fact]
    public async Task Blobs_of_two_providers_cannot_be_swapped()
    {
        var (_, box) = await _bench.StartAsync();
        var one = SecretsBench.Context;
        var two = one with { EntityId = Guid.Parse("7c1d2e3f-0000-4000-8000-000000000002") };
        var (blobOne, blobTwo) = (box.Seal("key-of-one", one), box.Seal("key-of-two", two));

        box.Open(blobTwo, one).State.ShouldBe(SecretState.Damaged);
        box.Open(blobOne, two).State.ShouldBe(SecretState.Damaged);
    }

    [Fact]
    public async Task A_blob_of_another_installation_does_not_open_even_with_the_same_keys()
    {
        var (_, box) = await _bench.StartAsync();
        var header = SealedBlob.Header(1);
        var foreign = AssociatedData.ForSecret(Guid.NewGuid(), header, SecretsBench.Context);
        var ours = AssociatedData.ForSecret(_bench.Store.InstallationId, header, SecretsBench.Context);
        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        foreign.ShouldNotBe(ours);
        _bench.Store.InstallationId = Guid.NewGuid();
        var (ring, moved) = await _bench.StartAsync();
        ring.Status.IsReady.ShouldBeFalse();
        moved.Open(blob, SecretsBench.Context).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(SecretsBench.Plaintext)]
    public async Task No_flipped_byte_opens_and_none_throws(string plaintext)
    {
        var (_, box) = await _bench.StartAsync();
        var blob = box.Seal(plaintext, SecretsBench.Context);

        for (var i = 0; i < blob.Length; i++)
        {
            foreach (var bits in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] flipped = [.. blob];
                flipped[i] ^= bits;
                var opened = box.Open(flipped, SecretsBench.Context);
                opened.Value.ShouldBeNull();
                opened.State.ShouldBe(i is >= 2 and < 6 ? SecretState.UnknownKey : SecretState.Damaged);
            }
        }
    }

    [Fact]
    public async Task No_cut_or_lengthened_blob_opens_and_none_throws()
    {
        var (_, box) = await _bench.StartAsync();
        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);

        box.Open([], SecretsBench.Context).ShouldBe(new OpenedSecret(SecretState.Empty, null));
        for (var length = 1; length < blob.Length; length++)
            box.Open(blob.AsSpan(0, length), SecretsBench.Context).State.ShouldBe(SecretState.Damaged);
        box.Open([.. blob, 0], SecretsBench.Context).State.ShouldBe(SecretState.Damaged);
    }

    [Fact]
    public async Task A_destroyed_key_asks_for_the_secret_again()
    {
        var (_, box) = await _bench.StartAsync();
        var blob = box.Seal(SecretsBench.Plaintext, SecretsBench.Context);
        _bench.Store.Rows[0].State = SealingKeyState.Destroyed;
        _bench.Store.Rows[0].WrappedKey = [];
        (await _bench.NewRing().AdoptNewAsync(Actor.CommandLine, TestContext.Current.CancellationToken)).Adopted.ShouldBeTrue();

        var (_, restarted) = await _bench.StartAsync();

        restarted.Open(blob, SecretsBench.Context).ShouldBe(new OpenedSecret(SecretState.NeedsReentry, null));
        box.Seal("new", SecretsBench.Context);
        box.Open(blob, SecretsBench.Context).State.ShouldBe(SecretState.NeedsReentry, "a running portal wipes it too");
    }

    [Fact]
    public async Task Sealing_and_opening_from_many_threads_while_the_ring_reloads_never_fails()
    {
        var (ring, box) = await _bench.StartAsync();

        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, async (i, ct) =>
        {
            var context = SecretsBench.Context with { Field = $"field-{i % 7}" };
            var blob = box.Seal($"secret-{i}", context);
            box.Open(blob, context).Value.ShouldBe($"secret-{i}");
            if (i % 100 == 0)
                await ring.LoadAsync(ct);
        });
    }

    [Fact]
    public async Task Neither_text_nor_json_of_an_opened_secret_holds_it()
    {
        var (_, box) = await _bench.StartAsync();
        var opened = box.Open(box.Seal(SecretsBench.Plaintext, SecretsBench.Context), SecretsBench.Context);

        opened.Value.ShouldBe(SecretsBench.Plaintext);
        opened.ToString().ShouldBe("OpenedSecret Ready");
        $"{opened}".ShouldNotContain("sk-test");
        JsonSerializer.Serialize(opened).ShouldNotContain("sk-test");
    }

    [Fact]
    public async Task A_secret_that_is_no_valid_text_is_refused_without_quoting_it()
    {
        var (_, box) = await _bench.StartAsync();

        var refused = Should.Throw<ArgumentException>(() => box.Seal("sk-\uD83D-x", SecretsBench.Context));

        refused.ToString().ShouldNotContain("sk-");
        refused.InnerException.ShouldBeNull();
    }
}
