namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>By what usage is told apart.</summary>
public enum UsageGrouping
{
    Provider,
    Model,
    Bot,
}
