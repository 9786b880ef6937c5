using System.IO.Compression;
using System.Text;

namespace SupportBotPortal.FakeProviders;

/// <summary>Little that unpacks to much.</summary>
internal static class Bomb
{
    private static readonly Lazy<byte[]> Packed = new(Pack);

    public static ReadOnlyMemory<byte> Gzip => Packed.Value;

    private static byte[] Pack()
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write("""{"object":"list","data":["""u8);
            var block = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var megabytes = 0; megabytes < 128; megabytes++)
                gzip.Write(block);
            gzip.Write("]}"u8);
        }

        return target.ToArray();
    }
}
