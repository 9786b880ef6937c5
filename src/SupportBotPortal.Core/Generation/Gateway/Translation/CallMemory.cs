using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Memory;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>
/// What providers want back with the result of a tool's call, such as a signature of the thoughts that led to it. OpenAI's protocol has no place for it, so that bots
/// send it back without: it is kept here, for as long as a tool may take, and as much as fits.
/// </summary>
internal sealed class CallMemory : IDisposable
{
    private const int Characters = 16 << 20;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Characters });

    public void Remember(Target target, IEnumerable<AIContent> contents)
    {
        foreach (var call in contents.OfType<FunctionCallContent>())
        {
            if (call.AdditionalProperties is not { Count: > 0 } properties) continue;
            known.Set(KeyOf(target, call), properties, new MemoryCacheEntryOptions { SlidingExpiration = Kept, Size = properties.Sum(p => p.Key.Length + (p.Value as string)?.Length ?? 0) });
        }
    }

    public void Recall(Target target, IEnumerable<ChatMessage> messages)
    {
        foreach (var call in messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>())
        {
            if (known.TryGetValue(KeyOf(target, call), out AdditionalPropertiesDictionary? properties)) call.AdditionalProperties = properties!.Clone();
        }
    }

    public void Dispose() => known.Dispose();

    private static (Guid, string, string) KeyOf(Target target, FunctionCallContent call) => (target.Provider.Id, target.Model.ModelId, call.CallId);
}
