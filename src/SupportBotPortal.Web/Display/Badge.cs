namespace SupportBotPortal.Web.Display;

/// <summary>A state in a word or two.</summary>
public sealed record Badge(BadgeTone Tone, string Text);
