using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Tests.Secrets;

public sealed class SecretsServicesTests
{
    [Fact]
    public void The_room_is_registered_with_its_options()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataDirectory"] = "/var/lib/supportbot",
            ["Secrets:MasterKeyFile"] = "/etc/supportbot/master.key",
            ["Secrets:PreviousMasterKeyFiles:0"] = "old.key",
        }).Build();
        using var services = new ServiceCollection().AddLogging().AddSecrets(configuration)
            .AddSingleton<IKeyRingStore>(new MemoryKeyRingStore()).BuildServiceProvider(validateScopes: true);

        var options = services.GetRequiredService<IOptions<SecretsOptions>>().Value;

        options.DataDirectory.ShouldBe(Path.GetFullPath("/var/lib/supportbot"));
        options.MasterKeyFile.ShouldBe("/etc/supportbot/master.key");
        options.PreviousMasterKeyFiles.ShouldBe(["old.key"]);
        services.GetRequiredService<ISecretBox>().Status.ShouldBe(services.GetRequiredService<KeyRing>().Status);
    }
}
