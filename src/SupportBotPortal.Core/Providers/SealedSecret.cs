using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers;

/// <summary>A stored secret as it lies in the database, and what it is bound to.</summary>
internal sealed record SealedSecret(ReadOnlyMemory<byte> Blob, SecretContext Context);
