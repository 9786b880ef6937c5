namespace SupportBotPortal.Plugins.Custom; public sealed class Placeholder;
