using NSec.Cryptography;

namespace SupportBotPortal.Core.Secrets;

/// <summary>A data key as this process has it.</summary>
internal sealed record RingKey(int Kid, RingKeyState State, Key? Key);
