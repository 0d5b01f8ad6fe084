"""Codes that say why a door is shown. The page turns them into words; `teaches` and `lacks` carry what after a colon."""

TEACHES = "teaches"  # teaches:C1
WISH = "wish"  # it is what you want to do
OTHER_LANGUAGE = "other_language"  # "Vous pouvez venir avec quelqu'un qui traduit"
WAITING = "waiting"  # full: join the waiting list
LACKS_DEVICE = "lacks:device"
LACKS_CONNECTION = "lacks:connection"
SELLS_DEVICES = "sells:devices"
SELLS_SIM = "sells:sim"
USE_ON_SITE = "use_on_site"  # a computer and a connection one may use there
AIDANTS = "aidants_connect"  # somebody there may act for you
PROCEDURES = "procedures"  # they help with procedures
ALONE_WITH_SOMEONE = "one_to_one"
NEAREST = "nearest"
FAR = "far"  # further than half an hour
NOTHING_FREE = "nothing_free"
NOTHING_NEAR = "nothing_near"
NO_PLACE_GIVEN = "no_place_given"
PROVISIONAL = "provisional"
