namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>A body that is there as a whole, and is read in pieces of one size: as networks do, without regard to lines and characters.</summary>
internal sealed class CutStream(byte[] body, int size) : MemoryStream(body, writable: false)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
}
