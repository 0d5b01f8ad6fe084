"""A few real communes, enough for the tests of this room."""

from catalogue.places.factories import CommuneFactory


def plant_communes() -> None:
    """Angoulême, Grenoble, two Saint-Denis, Paris and two of its arrondissements, a shared postcode, a former commune."""
    CommuneFactory(code="16015", name="Angoulême", lat=45.6487, lon=0.1561, postcodes=["16000"], population=41740)
    CommuneFactory(code="38185", name="Grenoble", lat=45.1867, lon=5.7363, postcodes=["38000", "38100"], population=158198)
    CommuneFactory(code="93066", name="Saint-Denis", lat=48.9356, lon=2.3539, postcodes=["93200"], population=112852)
    CommuneFactory(code="97411", name="Saint-Denis", lat=-20.879, lon=55.4486, postcodes=["97400"], population=147931)
    paris = CommuneFactory(
        code="75056", name="Paris", lat=48.8566, lon=2.3429, postcodes=["75011", "75019"], town_hall_phone="", population=2187526
    )
    for number, lat, lon in ((11, 48.8585, 2.3795), (19, 48.8867, 2.3847)):
        CommuneFactory(
            code=f"751{number}", name=f"Paris {number}e", kind="arrondissement", parent=paris, lat=lat, lon=lon, postcodes=[f"750{number}"]
        )
    CommuneFactory(code="16230", name="Montbron", lat=45.6667, lon=0.5, postcodes=["16220"], population=2000)
    CommuneFactory(code="16254", name="Orgedeuil", lat=45.6808, lon=0.4835, postcodes=["16220"], population=200)
    CommuneFactory(code="94038", name="L’Haÿ-les-Roses", lat=48.7783, lon=2.3378, postcodes=["94240"])
    new = CommuneFactory(code="50129", name="Cherbourg-en-Cotentin", lat=49.6426, lon=-1.624, postcodes=["50100"])
    CommuneFactory(
        code="50173", name="Équeurdreville-Hainneville", kind="delegated", parent=new, lat=49.6492, lon=-1.6534, postcodes=["50120"]
    )
    CommuneFactory(code="01004", name="Ambérieu-en-Bugey", lat=45.957, lon=5.357, postcodes=["01500"])
