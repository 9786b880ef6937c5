using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportBotPortal.Tests.Shared;

/// <summary>
/// Looks for a secret where it must not be, in the shapes in which secrets leak: as it is, base64 at any offset, hex,
/// URL-, HTML- and JSON-encoded, in UTF-8 and UTF-16.
/// </summary>
public sealed class SecretSearch
{
    private readonly List<(string Shape, byte[] Bytes)> needles = [];

    public SecretSearch(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        if (secret.Length < 12) throw new ArgumentException("Too short to be found by accident alone.", nameof(secret));
        var bytes = Encoding.UTF8.GetBytes(secret);
        Add("raw", secret);
        Add("reversed", new string([.. secret.Reverse()]));
        Add("hex", Convert.ToHexString(bytes));
        Add("hex in lower case", Convert.ToHexStringLower(bytes));
        Add("URL-encoded", Uri.EscapeDataString(secret));
        Add("form-encoded", WebUtility.UrlEncode(secret));
        Add("HTML-encoded", HtmlEncoder.Default.Encode(secret));
        Add("HTML-encoded, old", WebUtility.HtmlEncode(secret));
        Add("JSON-encoded", JsonEncodedText.Encode(secret).ToString());
        Add("JSON-encoded, relaxed", JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
        foreach (var (offset, text) in Base64(bytes))
        {
            Add($"base64, offset {offset}", text);
            Add($"base64url, offset {offset}", text.Replace('+', '-').Replace('/', '_'));
            Add($"base64, offset {offset}, URL-encoded", Uri.EscapeDataString(text));
        }
    }

    /// <returns>In which shapes the secret is in a text, said together with where that is.</returns>
    public IEnumerable<string> In(string where, string text) => In(where, Encoding.UTF8.GetBytes(text));

    public IEnumerable<string> In(string where, byte[] content)
    {
        foreach (var (shape, bytes) in needles)
        {
            if (content.AsSpan().IndexOf(bytes) >= 0) yield return $"{where}: {shape}";
        }
    }

    /// <summary>All files below a directory, also those that are open (the database, its WAL).</summary>
    public IEnumerable<string> InFiles(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            // An empty file, such as the portal's lock, which cannot be opened, holds nothing.
            if (new FileInfo(file) is not { Exists: true, Length: > 0 }) continue;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            foreach (var found in In(Path.GetRelativePath(directory, file), copy.ToArray())) yield return found;
        }
    }

    private void Add(string shape, string text)
    {
        foreach (var (encoding, name) in new[] { (Encoding.UTF8, ""), (Encoding.Unicode, " in UTF-16") })
        {
            var bytes = encoding.GetBytes(text);
            if (!needles.Exists(n => n.Bytes.AsSpan().SequenceEqual(bytes))) needles.Add((shape + name, bytes));
        }
    }

    /// <summary>What base64 makes of it wherever it begins in a longer text: the characters that do not depend on its neighbours.</summary>
    private static IEnumerable<(int Offset, string Text)> Base64(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');
            var first = (offset * 8 + 5) / 6;
            var last = (offset + bytes.Length) * 8 / 6;
            yield return (offset, text[first..last]);
        }
    }
}
