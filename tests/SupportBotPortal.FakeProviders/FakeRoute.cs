using System.Text;

namespace SupportBotPortal.FakeProviders;

/// <summary>Reads <c>/{vendor}/{behaviour or auth}*/{version}/{rest}</c>.</summary>
internal sealed record FakeRoute(FakeVendor Vendor, FakeBehaviour? Behaviour, FakeAuth? Auth, string Rest)
{
    private static readonly Dictionary<string, FakeBehaviour> BySlug = Enum.GetValues<FakeBehaviour>().ToDictionary(Slug);

    public FakeEndpoint Endpoint => Vendor.EndpointOf(Rest);

    public static FakeRoute? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (FakeVendor.Find(parts[0]) is not { } vendor)
            return null;

        FakeBehaviour? behaviour = null;
        FakeAuth? auth = null;
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i] == vendor.Version || parts[i] == vendor.OlderVersion)
                return new(vendor, behaviour, auth, string.Join('/', parts[(i + 1)..]));
            if (BySlug.TryGetValue(parts[i], out var one))
                behaviour = one;
            else if (Enum.TryParse<FakeAuth>(parts[i], ignoreCase: true, out var scheme))
                auth = scheme;
            else
                return null;
        }

        return null;
    }

    /// <summary><c>HtmlWith200</c> → <c>html-with-200</c>.</summary>
    public static string Slug(FakeBehaviour behaviour)
    {
        var name = behaviour.ToString();
        var slug = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[Math.Max(0, i - 1)]));
            if (i > 0 && startsWord)
                slug.Append('-');
            slug.Append(char.ToLowerInvariant(name[i]));
        }

        return slug.ToString();
    }
}
