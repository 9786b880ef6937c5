using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Leaves out what a model has refused, if an answer without it is still an answer; learns from the refusal itself.</summary>
/// <remarks>One per plugin, for it remembers. The retry is no retry of a failure: the request is another one.</remarks>
public sealed class RefusedFields
{
    private readonly ModelMemory<IReadOnlyList<string>> memory = new();

    /// <param name="baseUrl">Where the model is.</param>
    /// <param name="model">Its id.</param>
    /// <param name="dispensable">The fields of this request that may be left out, as a refusal names them.</param>
    /// <param name="send">Sends the request without the given fields.</param>
    public async Task<T> SendAsync<T>(Uri baseUrl, string model, IReadOnlyCollection<string> dispensable, Func<IReadOnlyList<string>, Task<T>> send)
    {
        ArgumentNullException.ThrowIfNull(dispensable);
        ArgumentNullException.ThrowIfNull(send);
        var known = memory.Of(baseUrl, model) ?? [];
        var refused = known;
        while (true)
        {
            try
            {
                var answer = await send(refused);
                if (refused.Count > known.Count)
                    memory.Remember(baseUrl, model, refused);
                return answer;
            }
            catch (ProviderFailureException e) when (
                e is { Cause: FailureCause.BadParameter, Parameter: { } field } && dispensable.Contains(field) && !refused.Contains(field))
            {
                refused = [.. refused, field];
            }
        }
    }
}
