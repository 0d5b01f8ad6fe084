"""Translate HTTP only: what happens stands in the modules beside. GET changes nothing."""
