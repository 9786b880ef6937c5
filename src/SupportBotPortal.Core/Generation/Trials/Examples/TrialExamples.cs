using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Trials.Examples;

/// <summary>The examples against which settings are tried: a small set that people choose, so that a change for one question does not spoil the others unseen.</summary>
public sealed class TrialExamples(IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many there can be: all of them are asked at each replay, and paid for.</summary>
    public const int Most = 50;

    public const int LongestQuestion = 8_000;
    public const int LongestAnswer = 100_000;
    private const int NameOfQuestion = 60;

    public async Task<IReadOnlyList<TrialExample>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrialExamples.AsNoTracking().OrderBy(e => e.SavedAt).ThenBy(e => e.Name).ToListAsync(cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrialExamples.CountAsync(cancellationToken);
    }

    public async Task<TrialExample?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrialExamples.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellationToken);
    }

    public async Task<ExampleCheck> CheckAsync(ExampleInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (errors, question, name) = (new List<FieldMessage>(), input.Question.Trim(), input.Name.Trim());
        if (name.Length == 0) name = NameFrom(question);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (question.Length is 0 or > LongestQuestion) errors.Add(new(nameof(input.Question), $"A question has 1 to {LongestQuestion:N0} characters."));
        if (input.Answer.Trim().Length is 0 or > LongestAnswer) errors.Add(new(nameof(input.Answer), $"An answer that can be kept has 1 to {LongestAnswer:N0} characters."));
        if ((NameRules.Problem(name) ?? await ObstacleAsync(db, name, cancellationToken)) is { } problem) errors.Add(new(nameof(input.Name), problem));
        var mentions = ExampleMentions.Read(input.Mentions);
        if (mentions.Count > ExampleMentions.Most || mentions.Any(m => m.Length > ExampleMentions.Longest)) errors.Add(new(nameof(input.Mentions), $"Enter at most {ExampleMentions.Most} lines, each of at most {ExampleMentions.Longest} characters."));
        // An example that its own answer does not pass would never pass.
        else if (ExampleMentions.MissingIn(input.Answer, input.Mentions) is { Count: > 0 } missing) errors.Add(new(nameof(input.Mentions), $"This answer itself does not mention “{missing[0]}”. Enter what it says, word for word."));
        return new(new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            Question = question,
            Answer = input.Answer.Trim(),
            Model = input.Model.Length <= 500 ? input.Model : input.Model[..500],
            Mentions = string.Join('\n', mentions),
        }, errors);
    }

    /// <param name="check">Valid.</param>
    /// <returns><see langword="false"/> if somebody took the name, or the last place, after it was checked.</returns>
    public async Task<bool> KeepAsync(ExampleCheck check, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        var example = check.Example;
        (example.SavedAt, example.SavedBy) = (time.GetUtcNow().UtcDateTime, actor.Name);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ObstacleAsync(db, example.Name, cancellationToken) is not null) return false;
        db.TrialExamples.Add(example);
        await audit.CommitAsync(db, actor, RecordOf(example, "trial_example.saved"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <returns>What it was; <see langword="null"/> if it is not there.</returns>
    public async Task<TrialExample?> RemoveAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.TrialExamples.FirstOrDefaultAsync(e => e.Id == id, cancellationToken) is not { } example) return null;
        db.TrialExamples.Remove(example);
        await audit.CommitAsync(db, actor, RecordOf(example, "trial_example.deleted"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return example;
    }

    private static string NameFrom(string question)
    {
        var line = question.ReplaceLineEndings(" ");
        return line.Length <= NameOfQuestion ? line : line[..(NameOfQuestion - 1)].TrimEnd() + "…";
    }

    private static async Task<string?> ObstacleAsync(PortalDbContext db, string name, CancellationToken cancellationToken)
    {
        var names = await db.TrialExamples.Select(e => e.Name).ToListAsync(cancellationToken);
        if (names.Exists(n => ProviderNames.Normalize(n) == ProviderNames.Normalize(name))) return $"There is an example named “{name}” already. Give this one another name.";
        return names.Count >= Most ? $"There are {Most} examples already, and each costs an answer at every replay. Delete one first." : null;
    }

    private static AuditRecord RecordOf(TrialExample example, string action) => new(action) { SubjectType = "trial_example", SubjectId = example.Id.ToString(), SubjectName = example.Name };
}
