namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Where a field of a request stands in its bytes.</summary>
/// <param name="Start">Of its name, with the quotation mark.</param>
/// <param name="ValueStart">Of its value.</param>
/// <param name="End">Behind its value.</param>
internal readonly record struct ChatProperty(ChatField Field, int Start, int ValueStart, int End);
