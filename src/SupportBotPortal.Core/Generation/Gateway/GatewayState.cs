using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>All that the gateway reads of the database, as of one moment.</summary>
/// <param name="Version">Of the database.</param>
/// <param name="Tokens">By their hashes, as hexadecimal digits.</param>
/// <param name="Production">What is in production.</param>
internal sealed record GatewayState(long Version, IReadOnlyDictionary<string, BotToken> Tokens, Production Production);
