"""What happened to a seat or a session, for the rooms above.

Sent inside the transaction that changed the row, by ``send``: a receiver that raises undoes the change, and what it writes
(a message in the outbox) is committed or lost together with it. Never a network call in a receiver.

==================  =============================================================================================
seat_offered        ``seat``, ``session``: the next in line may confirm until ``seat.held_until``
seat_confirmed      ``seat``, ``session``, ``was``: the state it had (None when it was just made)
seat_cancelled      ``seat``, ``session``, ``was``; ``seat.ending`` says why: released, cancelled, lapsed
session_cancelled   ``session`` (with its ``cancelled_reason``), ``seats``: every seat that was alive (and the other slots of long
                    appointments), each with ``seat.was``, the state it had. Sent once; no ``seat_cancelled`` comes with it
session_moved       ``session``, ``before``: its meetings' (start, end) before the change, ``after``: the same when it is
                    the place that changed
session_reinstated  ``session``, ``seats``: those that were alive when it was cancelled. The confirmed ones are offered again
                    until ``held_until``, the others wait again. Sent once; no ``seat_offered`` comes with it, but for
                    who waited and is offered a seat at once, whom it leaves out. ``long``: seats of long appointments,
                    which stay cancelled: somebody calls them
==================  =============================================================================================
"""

from django.dispatch import Signal

seat_offered = Signal()
seat_confirmed = Signal()
seat_cancelled = Signal()
session_cancelled = Signal()
session_moved = Signal()
session_reinstated = Signal()
