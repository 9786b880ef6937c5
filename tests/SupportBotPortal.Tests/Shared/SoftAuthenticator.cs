using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBotPortal.Tests.Shared;

/// <summary>What a browser and the device behind it answer when a page asks for a passkey (WebAuthn level 3, 6 and 7), with everything that a liar could change about it.</summary>
internal sealed class SoftAuthenticator : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private byte[] user = [];

    /// <summary>Where the browser says it is.</summary>
    public string Origin { get; set; } = "http://localhost";

    /// <summary>Whether the device has seen a finger, a face or a PIN.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>How often it has signed.</summary>
    public uint Count { get; set; } = 1;

    /// <summary>By which the account page names it.</summary>
    public string Id => Convert.ToHexStringLower(id);

    /// <summary>Makes the passkey that is asked for.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        user = Base64Url.DecodeFromChars((string)asked["user"]!["id"]!);
        var client = Client("webauthn.create", (string)asked["challenge"]!);
        var point = key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (name, value) in (ReadOnlySpan<(int, int)>)[(1, 2), (3, -7), (-1, 1)]) (_, _) = (Write(cose, name), Write(cose, value));
        foreach (var (name, value) in (ReadOnlySpan<(int, byte[])>)[(-2, point.X!), (-3, point.Y!)])
        {
            cose.WriteInt32(name);
            cose.WriteByteString(value);
        }

        cose.WriteEndMap();
        byte[] data = [.. Head((string)asked["rp"]!["id"]!, attested: true), .. new byte[16], 0, (byte)id.Length, .. id, .. cose.Encode()];
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return Credential(new() { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["attestationObject"] = Base64Url.EncodeToString(attestation.Encode()), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>Signs what is asked for with the passkey.</summary>
    public string Sign(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var client = Client("webauthn.get", (string)asked["challenge"]!);
        var data = Head((string)asked["rpId"]!, attested: false);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new() { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["authenticatorData"] = Base64Url.EncodeToString(data), ["signature"] = Base64Url.EncodeToString(signature), ["userHandle"] = Base64Url.EncodeToString(user) });
    }

    public void Dispose() => key.Dispose();

    private static int Write(CborWriter writer, int value)
    {
        writer.WriteInt32(value);
        return value;
    }

    private byte[] Client(string type, string challenge) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin = Origin, crossOrigin = false });

    private byte[] Head(string domain, bool attested)
    {
        var flags = 0x01 | (Verifies ? 0x04 : 0) | (attested ? 0x40 : 0);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)flags, (byte)(Count >> 24), (byte)(Count >> 16), (byte)(Count >> 8), (byte)Count];
    }

    private string Credential(JsonObject response) => new JsonObject { ["id"] = Base64Url.EncodeToString(id), ["rawId"] = Base64Url.EncodeToString(id), ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["authenticatorAttachment"] = "platform", ["response"] = response }.ToJsonString();
}
