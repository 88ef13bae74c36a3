namespace Learn.Netfilter.Tests;

/// <summary>
/// The simulated tables live through every capture: each command ends with the recorded exit status, each payload is taken or refused as
/// it was, and after each step the save is the recorded one, byte for byte.
/// </summary>
public sealed class CaseReplayTests
{
    public static TheoryData<string, IpFamily> Cases
    {
        get
        {
            var cases = new TheoryData<string, IpFamily>();
            foreach (string name in Captures.Cases)
            {
                foreach (var family in Enum.GetValues<IpFamily>())
                {
                    if (Captures.Exists($"{name}/expected.ip{(family == IpFamily.IPv6 ? "6" : "")}tables-save"))
                    {
                        cases.Add(name, family);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_ends_in_the_captured_save(string name, IpFamily family)
    {
        var replay = new CaseReplay(name, family);
        foreach (var (step, path) in replay.ExpectedSaves())
        {
            if (!replay.Run(step))
            {
                Assert.True(step > 1, "The first step is always captured wholly.");
                break;
            }

            Assert.Equal(Captures.Read(path), replay.Tables.Save().ToSaveText());
        }
    }
}
