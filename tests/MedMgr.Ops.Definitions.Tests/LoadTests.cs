using System.Text;

namespace MedMgr.Ops.Definitions.Tests;

public sealed class LoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medmgr-definitions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_with_or_without_a_byte_order_mark_and_with_either_line_ending()
    {
        File.WriteAllText(At("bom.yaml"), SmallHospital.Yaml.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        HospitalFile.Load(At("bom.yaml")).ShouldBeOfType<HospitalReading.Read>().Hospital.Name.ShouldBe("Small Hospital");
    }

    [Fact]
    public void A_missing_file_is_an_error_and_no_exception() =>
        OnlyError("none.yaml").ShouldStartWith("none.yaml:1:1 the document: cannot be read from \"");

    [Fact]
    public void A_folder_is_an_error_and_no_exception()
    {
        Directory.CreateDirectory(At("folder.yaml"));

        OnlyError("folder.yaml").ShouldStartWith("folder.yaml:1:1 the document: cannot be read from \"");
    }

    [Fact]
    public void A_file_of_another_encoding_is_refused_instead_of_garbled()
    {
        File.WriteAllBytes(At("latin1.yaml"), Encoding.Latin1.GetBytes("name: Hôpital"));

        OnlyError("latin1.yaml").ShouldBe("latin1.yaml:1:1 the document: is not UTF-8 text. How to fix: Save the file with the encoding UTF-8.");
    }

    [Fact]
    public void A_large_file_is_refused()
    {
        File.WriteAllBytes(At("large.yaml"), new byte[HospitalFile.BytesMax + 1]);

        OnlyError("large.yaml").ShouldStartWith("large.yaml:1:1 the document: is larger than 4 MiB.");
    }

    private string OnlyError(string name) => HospitalFile.Load(At(name)).ShouldBeOfType<HospitalReading.Faulty>().Errors.ShouldHaveSingleItem().ToString();

    private string At(string name) => Path.Combine(_folder, name);
}
