using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Tests.Health;

public sealed class HealthStandingTests
{
    /// <summary>P passed, S slow, L rate-limited, Q quota, F failed, N not testable, I interrupted, in small letters by a person; the states after each, by their first letters (U unknown, H healthy, D down…).</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("P", "H")]
    [InlineData("FFF", "UUD")]
    [InlineData("PFF", "HHH")]
    [InlineData("PFFF", "HHHD")]
    [InlineData("PFFPFFP", "HHHHHHH")]
    [InlineData("FFFPP", "UUDDH")]
    [InlineData("FFFPFPP", "UUDDDDH")]
    [InlineData("PSSP", "HHHH")]
    [InlineData("PSSS", "HHHS")]
    [InlineData("PSSSPSPP", "HHHSSSSH")]
    [InlineData("SSSFFF", "HHSSSD")]
    [InlineData("FFFSS", "UUDDH")]
    [InlineData("PLLL", "HHHL")]
    [InlineData("PLLP", "HHHH")]
    [InlineData("PLLLPP", "HHHLLH")]
    [InlineData("PLFLF", "HHHHH")]
    [InlineData("PLFLFL", "HHHHHL")]
    [InlineData("PFLFLF", "HHHHHD")]
    [InlineData("PQ", "HQ")]
    [InlineData("PQPP", "HQQH")]
    [InlineData("PQFFF", "HQQQD")]
    [InlineData("FFFQ", "UUDQ")]
    [InlineData("PN", "HN")]
    [InlineData("NNNN", "NNNN")]
    [InlineData("PNP", "HNH")]
    [InlineData("FFFNF", "UUDND")]
    [InlineData("FFFNPP", "UUDNUH")]
    [InlineData("PFNFF", "HHNUD")]
    [InlineData("PIII", "HHHH")]
    [InlineData("FFFIPIP", "UUDDDDH")]
    [InlineData("f", "D")]
    [InlineData("Pf", "HD")]
    [InlineData("PfP", "HDH")]
    [InlineData("PffF", "HDDD")]
    [InlineData("FFFp", "UUDH")]
    [InlineData("PlP", "HLH")]
    [InlineData("PSSSp", "HHHSH")]
    [InlineData("PFn", "HHN")]
    public void A_sequence_of_tests_leads_through_these_states(string tests, string states)
    {
        var standing = HealthStanding.Start;
        var passedThrough = "";
        foreach (var test in tests)
        {
            standing = After(standing, test);
            passedThrough += LetterOf(standing.State);
        }

        passedThrough.ShouldBe(states);
    }

    [Theory]
    [InlineData(1, 1, "FPF", "DHD")]
    [InlineData(5, 3, "PFFFFFPPFPPP", "HHHHHDDDDDDH")]
    public void The_thresholds_are_the_providers_own(int failures, int successes, string tests, string states)
    {
        var rules = new HealthRules(failures, successes);
        var standing = HealthStanding.Start;
        string.Concat(tests.Select(test => LetterOf((standing = standing.After(VerdictOf(test), rules)).State))).ShouldBe(states);
    }

    [Theory]
    [InlineData("Pf", "..")]
    [InlineData("PfFF", "...!")]
    [InlineData("PfPFF", ".....")]
    [InlineData("PfFFp", "...!.")]
    [InlineData("Pq", ".!")]
    public void What_a_person_sees_is_the_state_at_once_and_trouble_only_by_the_rules(string tests, string trouble)
    {
        var standing = HealthStanding.Start;
        string.Concat(tests.Select(test => (standing = After(standing, test)).IsInTrouble ? '!' : '.')).ShouldBe(trouble);
    }

    [Fact]
    public void Another_connection_begins_to_count_anew_and_keeps_the_trouble_until_a_test_passes()
    {
        var standing = After(After(HealthStanding.Start, 'F'), 'F').WithAnotherConnection();
        After(standing, 'F').State.ShouldBe(HealthState.Unknown);

        standing = After(After(After(HealthStanding.Start, 'F'), 'F'), 'F').WithAnotherConnection();
        standing.IsInTrouble.ShouldBeTrue();
        After(standing, 'p').IsInTrouble.ShouldBeFalse();
    }

    [Fact]
    public void Trouble_lasts_from_the_state_to_the_recovery_and_through_what_could_not_be_tested()
    {
        var standing = HealthStanding.Start;
        string.Concat("PFFFNPNPPQP".Select(test => (standing = After(standing, test)).IsInTrouble ? '!' : '.')).ShouldBe("...!!!!!.!!");
    }

    private static HealthStanding After(HealthStanding standing, char test) => standing.After(VerdictOf(char.ToUpperInvariant(test)), HealthRules.Usual, isDecisive: char.IsLower(test));

    private static CheckVerdict VerdictOf(char letter) => letter switch
    {
        'P' => CheckVerdict.Passed,
        'S' => CheckVerdict.Slow,
        'L' => CheckVerdict.RateLimited,
        'Q' => CheckVerdict.Quota,
        'F' => CheckVerdict.Failed,
        'N' => CheckVerdict.NotTestable,
        'I' => CheckVerdict.Interrupted,
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };

    private static char LetterOf(HealthState state) => state switch
    {
        HealthState.RateLimited => 'L',
        _ => state.ToString()[0],
    };
}
