using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Looks for a secret in every spelling in which it could have leaked.</summary>
public sealed class SecretSearch
{
    private readonly List<(string Name, byte[] Bytes)> spellings = [];

    public SecretSearch(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        Add("raw", secret);
        Add("URL-encoded", Uri.EscapeDataString(secret));
        Add("form-encoded", WebUtility.UrlEncode(secret));
        Add("JSON-encoded", JsonEncodedText.Encode(secret).ToString());
        Add("JSON-encoded, relaxed", JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
        Add("HTML-encoded", HtmlEncoder.Default.Encode(secret));
        Add("HTML-encoded, old", WebUtility.HtmlEncode(secret));
        Add("hex", Convert.ToHexString(bytes));
        Add("hex, lower case", Convert.ToHexStringLower(bytes));
        spellings.Add(("UTF-16", Encoding.Unicode.GetBytes(secret)));
        // Inside of something longer the same bytes look different, depending on where they begin.
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var inside = text[(offset == 0 ? 0 : offset + 1)..((bytes.Length + offset) / 3 * 4)];
            Add($"base64 at {offset}", inside);
            Add($"base64url at {offset}", inside.Replace('+', '-').Replace('/', '_'));
        }
    }

    /// <returns>In which spellings it is there.</returns>
    public IEnumerable<string> In(ReadOnlyMemory<byte> bytes) => spellings.Where(s => bytes.Span.IndexOf(s.Bytes) >= 0).Select(s => s.Name);

    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <summary>Looks into every file below a directory, as its bytes lie on the disk.</summary>
    public IEnumerable<string> InFiles(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).SelectMany(file => In(Read(file)).Select(spelling => $"{Path.GetFileName(file)}: {spelling}"));

    private void Add(string name, string spelling) => spellings.Add((name, Encoding.UTF8.GetBytes(spelling)));

    private static byte[] Read(string file)
    {
        // The portal has some of them open.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
