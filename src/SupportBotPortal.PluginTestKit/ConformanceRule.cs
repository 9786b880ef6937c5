using SupportBotPortal.PluginTestKit.Running;

namespace SupportBotPortal.PluginTestKit;

/// <summary>One promise of the contract between the portal and its plugins.</summary>
public sealed class ConformanceRule
{
    private readonly Func<Trial, Task> check;

    internal ConformanceRule(string id, string title, Func<Trial, Task> check)
    {
        this.check = check;
        Id = id;
        Title = title;
    }

    /// <summary>Stable id, such as <c>stream-cut-off</c>.</summary>
    public string Id { get; }

    /// <summary>The promise, as a sentence.</summary>
    public string Title { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;

    internal Task CheckAsync(Trial trial) => check(trial);
}
