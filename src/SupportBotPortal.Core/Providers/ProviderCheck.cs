using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What came of checking an input: what is wrong with which field, or the input made clean.</summary>
public sealed record ProviderCheck(ProviderInput Input, ProviderType? Type, Uri? BaseUrl, IReadOnlyList<FieldMessage> Errors, IReadOnlyList<FieldMessage> Notes)
{
    public bool IsValid => Errors.Count == 0;
}
