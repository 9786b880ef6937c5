using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>What was typed means.</summary>
/// <param name="Settings">What can be saved, if nothing is wrong.</param>
/// <param name="Comment">Why, in a person's words.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record GenerationCheck(GenerationSettings Settings, string Comment, IReadOnlyList<FieldMessage> Errors)
{
    public bool IsValid => Errors.Count == 0;
}
