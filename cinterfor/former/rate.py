"""How often this process may do a thing that strangers cause."""

import threading
import time


class Allowance:
    """So many times a minute, saved up for a minute at the most."""

    def __init__(self, per_minute: int):
        self.per_minute = per_minute
        self.lock = threading.Lock()
        self.refill()

    def refill(self) -> None:
        self.left, self.at = float(self.per_minute), time.monotonic()

    def take(self) -> bool:
        """Whether once more is allowed now."""
        with self.lock:
            now = time.monotonic()
            self.left = min(self.per_minute, self.left + (now - self.at) * self.per_minute / 60)
            self.at = now
            if self.left < 1:
                return False
            self.left -= 1
            return True
