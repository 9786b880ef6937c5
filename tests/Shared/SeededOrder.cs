using System.Security.Cryptography;
using System.Text;
using SupportBotPortal.Tests.Shared;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(SeededOrder))]
[assembly: TestCaseOrderer(typeof(SeededOrder))]

namespace SupportBotPortal.Tests.Shared;

/// <summary>
/// The tests of a class in an order that is the same in every folder and on every machine.
/// xunit's own order hangs on where the assembly lies, so that a test which needs another one first fails in some clones only.
/// TEST_ORDER=&lt;number&gt; runs another order: tests must pass in every one.
/// </summary>
public sealed class SeededOrder : ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly string Seed = Environment.GetEnvironmentVariable("TEST_ORDER") ?? "";

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod => [.. testMethods.OrderBy(m => PlaceOf(m?.MethodName), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase => [.. testCases.OrderBy(c => PlaceOf(c.TestCaseDisplayName), StringComparer.Ordinal)];

    private static string PlaceOf(string? name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Seed + name)));
}
