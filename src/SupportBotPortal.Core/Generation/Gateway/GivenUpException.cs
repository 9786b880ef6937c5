namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>A bot has left, after it had waited so long for the first word that this says something about the provider.</summary>
internal sealed class GivenUpException(OperationCanceledException left) : OperationCanceledException("The bot left before the answer began.", left, left.CancellationToken);
