"""The directory given back to everybody: files of the national standard, GeoJSON, and a read-only API. Licence etalab-2.0."""
