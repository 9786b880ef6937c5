using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

/// <summary>A data directory, a database and an environment of its own; every <see cref="StartAsync"/> is a start of the portal on them.</summary>
internal sealed class SecretsBench : IDisposable
{
    public const string Plaintext = "sk-test-0123456789";

    public static readonly SecretContext Context =
        new("provider", Guid.Parse("0b9f1a52-6f2c-4e5c-9d0e-1f2a3b4c5d6e"), "api-key", "openai", "https://api.openai.com:443");

    private readonly List<KeyRing> _started = [];

    private readonly string _root = Directory.CreateTempSubdirectory("supportbot-secrets-").FullName;

    public SecretsBench() => Options.DataDirectory = _root;

    public SecretsOptions Options { get; } = new();

    public Dictionary<string, string> Environment { get; } = [];

    public MemoryKeyRingStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public string KeyFile => Path.Combine(Options.DataDirectory, "master.key");

    public KeyRing NewRing()
    {
        var sources = new MasterKeySources(Options, name => Environment.GetValueOrDefault(name));
        var ring = new KeyRing(Store, sources, Time, NullLogger<KeyRing>.Instance);
        _started.Add(ring);
        return ring;
    }

    public async Task<(KeyRing Ring, SecretBox Box)> StartAsync()
    {
        var ring = NewRing();
        await ring.LoadAsync(TestContext.Current.CancellationToken);
        return (ring, new SecretBox(ring));
    }

    public string WriteKey(string name, byte fill) => Write(name, "supportbot-master-key-1:" + Base64Key(fill) + "\n");

    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(Options.DataDirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);

        return path;
    }

    public static string Base64Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());

    public void Dispose()
    {
        _started.ForEach(r => r.Dispose());
        Directory.Delete(_root, recursive: true);
    }
}
