using System.Collections.Concurrent;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Conformance.Subjects;

/// <summary>The plugins as the portal's loader makes them, and one fake for each subject.</summary>
public sealed class BuiltInBench : IAsyncDisposable
{
    private readonly PluginCatalog catalog = PluginFixtures.Load(new() { StartDeadline = TimeSpan.FromMinutes(1) });
    private readonly ConcurrentDictionary<string, Task<FakeUpstream>> fakes = new();

    internal async Task<PluginSubject> SubjectAsync(BuiltInSubject subject)
    {
        catalog.TryGet(subject.Type, out var entry).ShouldBeTrue(subject.Type);
        return subject.With(entry!.Plugin!, await fakes.GetOrAdd(subject.Name, _ => subject.StartFakeAsync()));
    }

    /// <summary>The types that come with the portal.</summary>
    internal IEnumerable<string> Types => catalog.Entries.Where(e => e.Type is not null).Select(e => e.Type!.Id);

    public async ValueTask DisposeAsync()
    {
        foreach (var fake in fakes.Values)
            await (await fake).DisposeAsync();
    }
}
