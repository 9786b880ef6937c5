using System.Linq.Expressions;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>
/// A column to page by, with the name behind it. Rows with a value and rows without are read as two stretches: databases disagree
/// where NULL belongs, and in each stretch an index gives the order.
/// </summary>
/// <param name="value">The column.</param>
/// <param name="get">The same of a row that was read.</param>
/// <param name="canBeMissing">Whether there are rows without a value.</param>
/// <param name="write">A value in a cursor.</param>
/// <param name="read">A value out of a cursor; <see langword="null"/> if it is none.</param>
internal sealed class SortColumn<T>(Expression<Func<Provider, T?>> value, Func<Provider, T?> get, bool canBeMissing, Func<T, string> write, Func<string, T?> read) : ISortColumn
{
    public bool CanBeMissing => canBeMissing;

    public string Write(Provider provider) => get(provider) is { } found ? write(found) : "";

    public bool CanRead(string text) => read(text) is not null;

    public IQueryable<Provider> WithValue(IQueryable<Provider> query, bool hasValue) => !canBeMissing ? query : query.Where(Where(
        hasValue ? Expression.NotEqual(value.Body, Expression.Constant(null, typeof(T?))) : Expression.Equal(value.Body, Expression.Constant(null, typeof(T?)))));

    public IQueryable<Provider> Order(IQueryable<Provider> query, bool descending) => descending
        ? query.OrderByDescending(value).ThenByDescending(p => p.NormalizedName)
        : query.OrderBy(value).ThenBy(p => p.NormalizedName);

    public IQueryable<Provider> Beyond(IQueryable<Provider> query, string cursor, string name, bool descending)
    {
        // In a field, so that it becomes a parameter of the query.
        var at = Expression.Field(Expression.Constant(new Box { Value = read(cursor) }), nameof(Box.Value));
        var named = Expression.Field(Expression.Constant(new Named { Name = name }), nameof(Named.Name));
        var normalized = Expression.Property(value.Parameters[0], nameof(Provider.NormalizedName));
        // The first condition is implied by the second; it lets the index start at the cursor.
        return query.Where(Where(Expression.AndAlso(
            descending ? Compare(value.Body, at, Expression.LessThanOrEqual) : Compare(value.Body, at, Expression.GreaterThanOrEqual),
            Expression.OrElse(
                descending ? Compare(value.Body, at, Expression.LessThan) : Compare(value.Body, at, Expression.GreaterThan),
                descending ? Compare(normalized, named, Expression.LessThan) : Compare(normalized, named, Expression.GreaterThan)))));
    }

    private Expression<Func<Provider, bool>> Where(Expression condition) => Expression.Lambda<Func<Provider, bool>>(condition, value.Parameters);

    private static BinaryExpression Compare(Expression left, Expression right, Func<Expression, Expression, BinaryExpression> how) => left.Type == typeof(string)
        ? how(Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0))
        : how(left, right);

    private sealed class Box
    {
        public T? Value;
    }

    private sealed class Named
    {
        public string Name = "";
    }
}
