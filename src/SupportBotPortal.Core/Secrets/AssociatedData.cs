using System.Buffers.Binary;
using System.Text;

namespace SupportBotPortal.Core.Secrets;

/// <summary>Writes what a ciphertext is bound to. Each field carries its length, so that no two lists of fields have the same bytes.</summary>
internal sealed class AssociatedData
{
    private readonly List<byte> _bytes = new(256);

    private AssociatedData(string purpose, Guid installationId) => Add(purpose).Add(installationId);

    /// <summary>The header is version, algorithm and kid as they stand at the start of the blob.</summary>
    public static byte[] ForSecret(Guid installationId, ReadOnlySpan<byte> header, SecretContext context) =>
        new AssociatedData("supportbot-portal/secret", installationId)
            .Add(context.Entity).Add(context.EntityId).Add(context.Field).Add(context.ProviderType)
            .Add(header).Add(context.Origin)._bytes.ToArray();

    public static byte[] ForDataKey(Guid installationId, int kid) =>
        new AssociatedData("supportbot-portal/data-key", installationId).Add(kid)._bytes.ToArray();

    public static byte[] ForCanary(Guid installationId, int kid) =>
        new AssociatedData("supportbot-portal/canary", installationId).Add(kid)._bytes.ToArray();

    private AssociatedData Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    private AssociatedData Add(Guid id) => Add(id.ToByteArray(bigEndian: true));

    private AssociatedData Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return Add(bytes);
    }

    private AssociatedData Add(ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        _bytes.AddRange(length);
        _bytes.AddRange(field);
        return this;
    }
}
