using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Architecture.Wrong.Providers;

namespace SupportBotPortal.Tests.Architecture.Wrong.Data;

public sealed class RemembersAClient
{
    public IProviderClient? Client { get; set; }

    public FailureCause? Cause { get; set; }

    public Type Other { get; } = typeof(UsesAClient);
}
