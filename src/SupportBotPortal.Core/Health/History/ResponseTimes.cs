using System.Buffers.Binary;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// A histogram of response times with buckets that grow by an eighth, so that a percentile of any number of hours is right to
/// within 6 %, and hours add up to days.
/// </summary>
public sealed class ResponseTimes
{
    private const double Growth = 1.125;

    private readonly SortedDictionary<int, int> buckets = [];

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
            bytes[at] = (byte)bucket;
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

    private void Add(int bucket, int count)
    {
        buckets[bucket] = buckets.GetValueOrDefault(bucket) + count;
        Count += count;
    }

    private static int BucketOf(int milliseconds) => milliseconds <= 1 ? 0 : Math.Min(byte.MaxValue, 1 + (int)Math.Floor(Math.Log(milliseconds, Growth)));

    private static int MiddleOf(int bucket) => bucket == 0 ? 1 : (int)Math.Round(Math.Pow(Growth, bucket - 0.5));
}
