"""Workshops in a structure's own premises (« hors les murs »): it asks without an account, the team answers, the session is reserved to it.

``asking`` writes a request down, ``answering`` plans or refuses it, ``telling`` writes to the structure and to the team. Names are
then given by the helper's own private link (``helping``), which sees the sessions reserved to its organisation.
"""
