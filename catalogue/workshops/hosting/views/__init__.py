"""The screens of a host. GET changes nothing; nothing here is kept by a cache but the list of the day, by its own phone."""
