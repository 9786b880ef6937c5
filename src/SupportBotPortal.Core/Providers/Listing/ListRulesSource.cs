using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Knows what decides about states besides the rows: loaded types, keys that open, the time.</summary>
public sealed class ListRulesSource(PluginCatalog plugins, ISecretBox box, TimeProvider time)
{
    // Types are fixed from the start on.
    private readonly string[] types = [.. plugins.Types.Select(t => t.Id)];
    private readonly string[] keyless = [.. plugins.Types.SelectMany(t => t.AuthSchemes.Where(s => !s.NeedsSecret).Select(s => t.Id + "/" + s.Id))];

    /// <summary>The state that a test's result gives a provider, were it active.</summary>
    public ProviderState StateAfter(Provider provider, ProviderTestRecord test)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(test);
        return Now().StateOf(new ListFacts
        {
            TypeId = provider.TypeId,
            AuthScheme = provider.AuthScheme,
            Environment = provider.Environment,
            IsActive = true,
            TestState = test.ToState(),
            HasKey = provider.KeySetAt is not null,
            KeySealedWith = provider.KeySealedWith,
            IsDue = false,
            BusyWith = test.Cause,
        });
    }

    /// <summary>The state of a provider as it was read.</summary>
    public ProviderState StateOf(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Now().StateOf(new ListFacts
        {
            TypeId = provider.TypeId,
            AuthScheme = provider.AuthScheme,
            Environment = provider.Environment,
            IsActive = provider.IsActive,
            TestState = provider.TestState,
            HasKey = provider.KeySetAt is not null,
            KeySealedWith = provider.KeySealedWith,
            IsDue = false,
            BusyWith = provider.TestState == ProviderTestState.Busy ? provider.StateCause : null,
        });
    }

    internal ListRules Now() => new(types, keyless, box.OpenKeys, time.GetUtcNow().UtcDateTime);
}
