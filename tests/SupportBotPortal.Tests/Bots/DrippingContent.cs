using System.Net;

namespace SupportBotPortal.Tests.Bots;

/// <summary>Begins, and does not go on.</summary>
internal sealed class DrippingContent : HttpContent
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task HasBegun => begun.Task;

    public void End() => ended.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // More than waits on the way: when it has gone, it is being read.
        await stream.WriteAsync(new byte[300_000]);
        await stream.FlushAsync();
        begun.TrySetResult();
        await ended.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
