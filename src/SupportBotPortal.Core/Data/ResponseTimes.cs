using System.Buffers.Binary;

namespace SupportBotPortal.Core.Data;

/// <summary>
/// A histogram of response times with buckets that grow by an eighth, so that a percentile of any number of hours is right to
/// within 6 %, and hours add up to days.
/// </summary>
public sealed class ResponseTimes
{
    private const double Growth = 1.125;

    private readonly SortedDictionary<byte, int> buckets = [];

    public int Count { get; private set; }

    public void Add(int milliseconds) => Add(BucketOf(milliseconds), 1);

    public void Add(ResponseTimes others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach (var (bucket, count) in others.buckets) Add(bucket, count);
    }

    /// <param name="part">0.5 for the median.</param>
    /// <returns>Milliseconds; <see langword="null"/> without any.</returns>
    public int? Percentile(double part)
    {
        if (Count == 0) return null;
        var rank = Math.Max(1, (int)Math.Ceiling(Count * part));
        foreach (var (bucket, count) in buckets)
        {
            rank -= count;
            if (rank <= 0) return MiddleOf(bucket);
        }

        throw new InvalidOperationException("The count is not the sum of the buckets.");
    }

    /// <summary>Pairs of bucket (one byte) and count (four bytes, little-endian), in their order.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[buckets.Count * 5];
        var at = 0;
        foreach (var (bucket, count) in buckets)
        {
            bytes[at] = bucket;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 1), count);
            at += 5;
        }

        return bytes;
    }

    /// <exception cref="FormatException">Somebody else wrote that.</exception>
    public static ResponseTimes FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 5 != 0) throw new FormatException("A histogram has five bytes for each bucket.");
        var times = new ResponseTimes();
        for (; bytes.Length > 0; bytes = bytes[5..]) times.Add(bytes[0], BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]));
        return times;
    }

    /// <summary>Both, as bytes. Damaged ones are left out: the times of an hour are worth less than the result that is being written.</summary>
    public static byte[] Merge(byte[]? some, byte[]? others)
    {
        var all = Read(some);
        all.Add(Read(others));
        return all.ToBytes();

        static ResponseTimes Read(byte[]? bytes) => bytes is { Length: var length } && length % 5 == 0 ? FromBytes(bytes) : new();
    }

    /// <summary>The number of the bucket that a time belongs in.</summary>
    public static byte BucketOf(int milliseconds) => milliseconds <= 1 ? (byte)0 : (byte)Math.Min(byte.MaxValue, 1 + (int)Math.Floor(Math.Log(milliseconds, Growth)));

    /// <returns>Milliseconds.</returns>
    public static int MiddleOf(byte bucket) => bucket == 0 ? 1 : (int)Math.Min(int.MaxValue, Math.Round(Math.Pow(Growth, bucket - 0.5)));

    private void Add(byte bucket, int count)
    {
        buckets[bucket] = buckets.GetValueOrDefault(bucket) + count;
        Count += count;
    }
}
