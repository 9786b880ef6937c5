namespace SupportBotPortal.Core.Plugins;

/// <summary>Everything that is wrong with what a plugin declares: its author shall not learn it one start at a time.</summary>
internal sealed class DeclarationFaults
{
    private const int MaximumShown = 5;

    private readonly List<string> faults = [];

    /// <param name="fault">A clause that begins with what it is about, without a full stop.</param>
    public void Add(string fault) => faults.Add(fault);

    public void AddIf(bool isWrong, string fault)
    {
        if (isWrong) faults.Add(fault);
    }

    public void ThrowIfAny()
    {
        if (faults.Count > 0) throw Refusal();
    }

    /// <summary>For a fault after which there is nothing sensible left to check.</summary>
    public PluginRefusedException Fatal(string fault)
    {
        Add(fault);
        return Refusal();
    }

    private PluginRefusedException Refusal()
    {
        IEnumerable<string> shown = faults.Distinct();
        var more = shown.Count() - MaximumShown;
        if (more > 0) shown = shown.Take(MaximumShown).Append($"and {more} more");
        return PluginRefusedException.Malfunction($"Its description cannot be used: {string.Join("; ", shown)}.");
    }
}
