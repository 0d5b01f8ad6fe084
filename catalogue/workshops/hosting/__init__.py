"""The day of those who welcome people at a place, on their own phone: who comes, who came, who is called, how many there were."""
