namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>One setting as people read it.</summary>
/// <param name="Key">As in <see cref="GenerationInput"/>.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Text">Its value; empty = none.</param>
public sealed record GenerationField(string Key, string Label, string Text);
