namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>An answer that is not streamed was not complete in time.</summary>
internal sealed class SlowAnswerException() : Exception("The answer was not complete in time.");
