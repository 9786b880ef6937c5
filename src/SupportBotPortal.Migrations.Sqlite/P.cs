namespace SupportBotPortal.Migrations.Sqlite; public sealed class Placeholder;
