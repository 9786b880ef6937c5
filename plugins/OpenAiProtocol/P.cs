namespace SupportBotPortal.Plugins.OpenAiProtocol; public sealed class Placeholder;
