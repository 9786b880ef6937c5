using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>
/// Codes for the day on which the second factor is lost. Each works once. They carry 80 random bits, so that a plain hash is
/// enough to keep them by, also where somebody can try as often as he likes.
/// </summary>
public sealed class RecoveryCodes(PortalDbContext db)
{
    public const int Count = 10;

    // Crockford's base 32: nothing that can be taken for something else.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>Replaces those that a person has; saved with what the caller commits.</summary>
    /// <returns>As people write them down, such as <c>h3x7-90ab-…</c>.</returns>
    internal async Task<IReadOnlyList<string>> ReplaceAsync(Guid userId, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        foreach (var code in codes) db.RecoveryCodes.Add(new() { UserId = userId, Hash = HashOf(userId, code) });
        return [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(part => new string(part))))];
    }

    /// <summary>As <see cref="ReplaceAsync"/>, where none are left.</summary>
    /// <returns>None where there are some: those that were written down keep working.</returns>
    internal async Task<IReadOnlyList<string>> EnsureAsync(Guid userId, CancellationToken cancellationToken) =>
        await CountAsync(userId, cancellationToken) > 0 ? [] : await ReplaceAsync(userId, cancellationToken);

    /// <summary>Uses a code up: in the caller's transaction.</summary>
    /// <returns>Whether it was one.</returns>
    internal async Task<bool> RedeemAsync(Guid userId, string typed, CancellationToken cancellationToken)
    {
        var hash = HashOf(userId, Canonical(typed));
        return await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public Task<int> CountAsync(Guid userId, CancellationToken cancellationToken) => db.RecoveryCodes.CountAsync(c => c.UserId == userId, cancellationToken);

    internal Task ForgetAsync(Guid userId, CancellationToken cancellationToken) => db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>However it was typed: with or without dashes and spaces, in capitals, with the letters that look like digits.</summary>
    private static string Canonical(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-').Take(Length + 1)).ToLowerInvariant().Replace('o', '0').Replace('i', '1').Replace('l', '1');

    private static byte[] HashOf(Guid userId, string code) => SHA256.HashData([.. userId.ToByteArray(), .. Encoding.UTF8.GetBytes(code)]);
}
