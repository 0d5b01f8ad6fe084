"""The screens of those who book for others: HTTP only. A private link opens them; GET changes nothing."""
