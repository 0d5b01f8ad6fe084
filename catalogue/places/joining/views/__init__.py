"""HTTP only: what happens is in the modules beside this folder."""
