"""A client of the emulated machine, for programs in Python: put this folder on sys.path.

    control = Control(folder)     # the control stream
    control.wait()                # until the guest has booted
    control.load("selects=20")    # the bus bridge
    bus = Bus(folder, model)      # the bus stream; model: Request -> Answer
    bus.wait()
    print(control.run("/bin/bus-try", "spi", "0.0", "0", "1000000", "0102"))

PROTOCOL.md has the records. Standard library only.
"""

from host.bus import Bus
from host.control import Control
from host.process import Exit, Process
from host.requests import Answer, Part, Request

__all__ = ["Answer", "Bus", "Control", "Exit", "Part", "Process", "Request"]
