namespace SupportBotPortal.Tests.Architecture.Wrong.Cellar;

/// <summary>In a room that nobody planned.</summary>
public sealed class Somewhere;
