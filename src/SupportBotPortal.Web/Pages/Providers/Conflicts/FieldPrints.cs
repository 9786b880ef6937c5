using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>
/// What the fields had when the form was shown, as short fingerprints that the form carries: enough to tell, once somebody
/// else has saved, who changed what.
/// </summary>
internal sealed class FieldPrints
{
    private const int PrintBytes = 9;
    private readonly Dictionary<string, string> prints;

    private FieldPrints(Dictionary<string, string> prints) => this.prints = prints;

    public static string Of(IEnumerable<EditedField> fields) => string.Join(' ', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Print(f.Saved)}"));

    /// <summary>What a form brought back. What it does not name counts as changed.</summary>
    public static FieldPrints Read(string? text) => new((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => Uri.UnescapeDataString(pair[0]), pair => pair[1], StringComparer.Ordinal)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.First(), StringComparer.Ordinal));

    public bool IsUnchanged(string key, string value) => prints.TryGetValue(key, out var print) && print == Print(value);

    private static string Print(string value) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, PrintBytes));
}
