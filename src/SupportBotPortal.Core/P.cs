namespace SupportBotPortal.Core; public sealed class Placeholder;
