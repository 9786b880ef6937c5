namespace SupportBotPortal.PluginSdk;

/// <summary>What a connection test shall prove.</summary>
/// <param name="Generate">Also generate a short answer (at least 16 tokens, which may cost money). Off unless an admin asked for it.</param>
/// <param name="ModelId">The model to try, by generating or, if that was not asked for, in a way that is free; <see langword="null"/> = the plugin chooses one that the provider listed.</param>
public sealed record ProbeRequest(bool Generate = false, string? ModelId = null);
