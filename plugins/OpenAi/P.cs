namespace SupportBotPortal.Plugins.OpenAi; public sealed class Placeholder;
