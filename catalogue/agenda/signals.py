"""What happened to a seat or a session, for the rooms above.

Sent inside the transaction that changed the row, by ``send``: a receiver that raises undoes the change, and what it writes
(a message in the outbox) is committed or lost together with it. Never a network call in a receiver.

==================  =============================================================================================
seat_offered        ``seat``, ``session``: the next in line may confirm until ``seat.held_until``
seat_confirmed      ``seat``, ``session``, ``was``: the state it had (None when it was just made)
seat_cancelled      ``seat``, ``session``, ``was``; ``seat.ending`` says why: released, cancelled, lapsed
session_cancelled   ``session`` (with its ``cancelled_reason``), ``seats``: every seat that was alive (and the other slots of long
                    appointments), each with ``seat.was``, the state it had. Sent once; no ``seat_cancelled`` comes with it
session_moved       ``session``, ``before``: its meetings' (start, end) before the change, ``after``
==================  =============================================================================================
"""

from django.dispatch import Signal

seat_offered = Signal()
seat_confirmed = Signal()
seat_cancelled = Signal()
session_cancelled = Signal()
session_moved = Signal()
