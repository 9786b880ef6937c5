namespace SupportBotPortal.Tests.Egress;

/// <summary>Tests that change the environment or a static of the framework run alone.</summary>
[CollectionDefinition(nameof(ChangesTheProcess), DisableParallelization = true)]
public sealed class ChangesTheProcess;
