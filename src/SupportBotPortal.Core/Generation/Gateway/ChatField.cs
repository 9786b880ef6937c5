namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>The fields of a request that the portal reads. All others pass as they are.</summary>
internal enum ChatField
{
    Unknown,
    Model,
    Messages,
    Stream,
    StreamOptions,
    Temperature,
    TopP,
    MaxTokens,
    MaxCompletionTokens,
    Stop,
}
