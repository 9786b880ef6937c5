using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class MasterKeySourceTests : IDisposable
{
    private readonly SecretsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_first_start_makes_a_recognisable_file_for_the_owner_only()
    {
        _bench.Options.DataDirectory = Path.Combine(_bench.Options.DataDirectory, "data");
        var (ring, _) = await _bench.StartAsync();

        ring.Status.IsReady.ShouldBeTrue(ring.Status.Sentence);
        File.ReadAllText(_bench.KeyFile).ShouldMatch("^supportbot-master-key-1:[A-Za-z0-9+/]{43}=\n$");
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBe([_bench.KeyFile]);
        if (OperatingSystem.IsWindows())
            return;

        File.GetUnixFileMode(_bench.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_bench.Options.DataDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    public async Task A_file_that_others_can_use_refuses_to_start(UnixFileMode loose)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        _bench.Write("master.key", SecretsBench.Base64Key(1), UnixFileMode.UserRead | UnixFileMode.UserWrite | loose);

        var refused = await Should.ThrowAsync<SecretsConfigurationException>(_bench.StartAsync);

        refused.Message.ShouldContain("chmod 600");
        refused.Message.ShouldNotContain(SecretsBench.Base64Key(1));
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_systemd_credential_may_show_a_readable_group_but_not_a_readable_world()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd");
        _bench.Environment[MasterKeySources.CredentialsVariable] = Path.Combine(_bench.Options.DataDirectory, "credentials");
        _bench.Write("credentials/supportbot_master_key", SecretsBench.Base64Key(1), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        (await _bench.StartAsync()).Ring.Status.IsReady.ShouldBeTrue();
        File.Exists(_bench.KeyFile).ShouldBeFalse();

        _bench.Write("credentials/supportbot_master_key", SecretsBench.Base64Key(1), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await Should.ThrowAsync<SecretsConfigurationException>(_bench.StartAsync);
    }

    [Fact]
    public async Task All_sources_may_give_the_same_key()
    {
        _bench.Environment[MasterKeySources.Variable] = SecretsBench.Base64Key(7);
        _bench.Environment[MasterKeySources.FileVariable] = _bench.Write("mounted", SecretsBench.Base64Key(7) + "\r\n");
        _bench.Environment[MasterKeySources.CredentialsVariable] = Path.GetDirectoryName(_bench.WriteKey("c/supportbot_master_key", 7))!;
        _bench.Options.MasterKeyFile = _bench.WriteKey("own.key", 7);

        var (ring, _) = await _bench.StartAsync();

        ring.Status.IsReady.ShouldBeTrue(ring.Status.Sentence);
    }

    [Theory]
    [InlineData("variable")]
    [InlineData("variable file")]
    [InlineData("credential")]
    [InlineData("damaged variable")]
    public async Task Sources_that_disagree_refuse_to_start_and_are_both_named(string other)
    {
        _bench.Options.MasterKeyFile = _bench.WriteKey("own.key", 1);
        var (name, value) = other switch
        {
            "variable" => (MasterKeySources.Variable, SecretsBench.Base64Key(2)),
            "variable file" => (MasterKeySources.FileVariable, _bench.WriteKey("second.key", 2)),
            "credential" => (MasterKeySources.CredentialsVariable, Path.GetDirectoryName(_bench.WriteKey("c/supportbot_master_key", 2))!),
            _ => (MasterKeySources.Variable, "sk-not-a-master-key"),
        };
        _bench.Environment[name] = value;

        var refused = await Should.ThrowAsync<SecretsConfigurationException>(_bench.StartAsync);

        refused.Message.ShouldContain("own.key");
        refused.Message.ShouldContain(other switch { "variable file" => "second.key", "credential" => "systemd credential", _ => "SUPPORTBOT_MASTER_KEY" });
        refused.Message.ShouldNotContain(SecretsBench.Base64Key(2));
        refused.Message.ShouldNotContain("sk-not-a-master-key");
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_from_the_environment_leaves_no_file_behind()
    {
        _bench.Environment[MasterKeySources.Variable] = SecretsBench.Base64Key(3);

        var (ring, _) = await _bench.StartAsync();

        ring.Status.IsReady.ShouldBeTrue();
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_named_file_of_the_operator_that_is_missing_locks_and_is_not_made()
    {
        var path = Path.Combine(_bench.Options.DataDirectory, "not-mounted");
        _bench.Environment[MasterKeySources.FileVariable] = path;

        var (ring, _) = await _bench.StartAsync();

        ring.Status.IsReady.ShouldBeFalse();
        ring.Status.Sentence.ShouldContain(path);
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBeEmpty();
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("supportbot-master-key-1:")]
    [InlineData("supportbot-master-key-2:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")]
    [InlineData("AQEBAQ==")]
    [InlineData("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==")]
    public async Task A_damaged_file_locks_and_is_left_as_it_is(string text)
    {
        _bench.Write("master.key", text);

        var (ring, box) = await _bench.StartAsync();

        ring.Status.Sentence.ShouldContain("no valid master key");
        Should.Throw<PortalLockedException>(() => box.Seal(SecretsBench.Plaintext, SecretsBench.Context)).Message.ShouldBe(ring.Status.Sentence);
        File.ReadAllText(_bench.KeyFile).ShouldBe(text);
        _bench.Store.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Two_first_starts_at_once_end_with_one_whole_key()
    {
        Parallel.For(0, 16, _ => MasterKeyFile.Create(_bench.KeyFile));

        using var key = MasterKeyFile.Read(_bench.KeyFile, "the file").Key;
        key.ShouldNotBeNull();
        Directory.GetFileSystemEntries(_bench.Options.DataDirectory).ShouldBe([_bench.KeyFile]);
    }

    [Fact]
    public void A_master_key_shows_its_fingerprint_only()
    {
        using var key = MasterKeyText.Parse(SecretsBench.Base64Key(1));

        key!.ToString().ShouldMatch("^master key [0-9a-f]{16}$");
    }
}
