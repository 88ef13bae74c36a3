"""Debian's jupyter_kernel_test for the kernel whose name is in LEARN_KERNEL, with samples in C#."""

import json
import os
import sys
import unittest

import jupyter_kernel_test


class LearnKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ["LEARN_KERNEL"]
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "System.Text.StringBu", "matches": {"StringBuilder"}},
        {"text": "Enumerable.Ran", "matches": {"Range"}},
    ]
    complete_code_samples = ["1", 'Console.WriteLine("hello");', "int Half(int n)\n{\n    return n / 2;\n}", "await Task.Yield();", "#r \"nuget: A, 1\"", "#!kubectl get pods"]
    incomplete_code_samples = ["int Half(int n)\n{", "foreach (var n in new[] { 1, 2 })\n{\n    Console.WriteLine(n);", 'Console.WriteLine("hello"', "var text = @\"two"]
    invalid_code_samples = ["int 2n = 3;", "}", "return return 1;"]
    code_generate_error = 'throw new InvalidOperationException("as it should");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "new[] { 1, 2, 3 }.Sum()", "result": "6"},
    ]
    code_display_data = [
        {"code": 'display("shown");', "mime": "text/plain"},
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": "#!html\n<b>bold</b>\n#!csharp\n1 + 1", "mime": "text/html"},
    ]
    code_history_pattern = "6 [*]?7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "clear_output();"

    def execute_helper(self, code, **options):
        """As inherited, but with time: on a busy machine a tenth of a second between two messages proves nothing."""
        channel = self.kc.iopub_channel
        get_msg = channel.get_msg

        async def patient(timeout=None):
            return await get_msg(timeout=max(timeout or 0, 60))

        channel.get_msg = patient
        try:
            return super().execute_helper(code, timeout=60, **options)
        finally:
            channel.get_msg = get_msg


if __name__ == "__main__":
    jupyter_kernel_test.TIMEOUT = 60
    result = unittest.main(exit=False, verbosity=2).result
    print(
        json.dumps(
            {
                "run": result.testsRun,
                "failed": sorted({str(test) for test, _ in result.failures + result.errors}),
                "skipped": sorted(test.id().rpartition(".")[2] for test, _ in result.skipped),
            }
        )
    )
    sys.exit(not result.wasSuccessful())
