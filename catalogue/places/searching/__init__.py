"""How a visitor's words become places: names, addresses, filters, hours, suggestions."""
