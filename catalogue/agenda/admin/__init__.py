"""The agenda in the admin: sessions and skills."""
