using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Trials.Examples;

/// <summary>An example as it would be kept, and what stands against that.</summary>
public sealed record ExampleCheck(TrialExample Example, IReadOnlyList<FieldMessage> Errors);
