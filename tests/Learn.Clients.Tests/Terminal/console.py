"""jupyter console, with its own answer to Ctrl-C.

Debian 12's prompt_toolkit takes the handler of SIGINT with it when a prompt ends, so that Ctrl-C throws the console out of its loop and leaves
every kernel, IPython's too, busy with its cell ("KeyboardInterrupt escaped interact()"). Here the console's own handler is put back for each
cell; it asks the kernel manager for the interrupt, which is what is to be tested.
"""

import signal

from jupyter_console.app import ZMQTerminalIPythonApp
from jupyter_console.ptshell import ZMQTerminalInteractiveShell

run_cell = ZMQTerminalInteractiveShell.run_cell


def run_cell_with_interrupts(shell, *arguments, **options):
    signal.signal(signal.SIGINT, ZMQTerminalIPythonApp.instance().handle_sigint)
    return run_cell(shell, *arguments, **options)


ZMQTerminalInteractiveShell.run_cell = run_cell_with_interrupts
ZMQTerminalIPythonApp.launch_instance()
