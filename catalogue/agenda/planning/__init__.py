"""Planning many sessions at once: a rule and its days, a series made, changed or stopped, a place closed for some days.

``rule`` counts days and knows no database; ``dates`` says which of them will do, and why the others will not; ``making`` makes a
series, ``following`` changes one session and all those after it, ``closing`` closes a place and opens it again. Seats are moved by
``seats`` alone.
"""
