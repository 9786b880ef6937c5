namespace SupportBotPortal.Core.Providers;

/// <summary>A custom header as typed. An empty value keeps the stored one; an empty name drops the header.</summary>
public sealed record HeaderInput(string Name, string? Value)
{
    /// <summary>Names only: the value may be secret.</summary>
    public override string ToString() => Name;
}
