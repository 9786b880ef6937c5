namespace SupportBotPortal.PluginSdk;

/// <summary>How much a connection test has proven. Each level includes the ones before. Unknown is never green.</summary>
/// <remarks>
/// An endpoint that is called without a key has none to prove: its levels are <see cref="Reachable"/> and, once a model has
/// generated, <see cref="ModelProven"/>. The numbers are compiled into plugins and compared: a new member takes a new one.
/// </remarks>
public enum ProofLevel
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The endpoint answers in the expected protocol; whether it checked the key is unknown.</summary>
    Reachable = 1,

    /// <summary>The endpoint accepted this key and would have refused a wrong one. Never without a key.</summary>
    KeyProven = 2,

    /// <summary>
    /// A model generated with this key, and the key is proven; or, where no key is configured, without one: the model generates,
    /// and no key is needed. Counting tokens shows that the key may use the model, but not that it answers: a plugin may claim
    /// this level for it, and a test that was not asked to generate shows it as <see cref="KeyProven"/>.
    /// </summary>
    ModelProven = 3,
}
