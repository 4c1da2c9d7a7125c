using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What fuzzing found once, by name: Cases/Fuzz/FORMAT/NAME.</summary>
[Trait("Promise", "P11")]
[Trait("Promise", "P14")]
[Trait("Promise", "P38")]
public class KeptFuzzCaseTests
{
    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var format in FuzzFormat.Editors.Append(FuzzFormat.Policy))
        {
            foreach (var path in Seeds.Kept(format.Name))
                data.Add(format.Name, Path.GetFileName(path));
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_that_once_broke_a_rule_breaks_none(string format, string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Checkout.Folder, "tests", "DevMirrors.Promises.Tests", "Cases", "Fuzz", format, name));
        if (format == FuzzFormat.Policy.Name)
            PolicyRules.Check(bytes);
        else
            EditorRules.Check(FuzzFormat.Find(format), bytes);
    }
}
