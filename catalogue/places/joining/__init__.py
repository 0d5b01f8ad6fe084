"""Becoming a relay, and staying one: the application, its review, the structure's private link, the yearly confirmation.

``applying`` and ``reviewing`` hold what happens to an application, ``moves`` its states; ``keeping`` what a structure changes in
its entry; ``inviting`` who is let in to visitors' bookings; ``reminding`` the yearly question; ``reporting`` what visitors say is wrong.
"""
